"""Who may do what: one vocabulary, one table.

The "who can see what" screen, the administrator's page and the generated access test are drawn
from here. A permission is ``record:verb``. What a table does not name is denied.
"""

from __future__ import annotations

from collections.abc import Mapping

from companion.access.vocabulary import Can, Relation

__all__ = ["ALLOWED", "Can", "Relation", "may"]


ALLOWED: Mapping[Relation, frozenset[Can]] = {
    Relation.VISITOR: frozenset(
        {
            Can.ASK_FOR_HELP,
            Can.ASK_HELP,
            Can.FIND_TREATMENT,
            Can.READ_CALENDAR,
            Can.READ_OFFLINE_PAGES,
            Can.SIGN_IN,
            Can.STOP_TEXTS,
            Can.VERIFY_LETTER,
        }
    ),
    Relation.PERSON: frozenset({Can.CHANGE_OWN_ACCOUNT, Can.READ_SKILL_RULE}),
    Relation.CLIENT: frozenset(
        {
            Can.ANSWER_HOME_CHECK,
            Can.ANSWER_MEASURES,
            Can.ASK_LETTER,
            Can.ASK_TO_TALK,
            Can.CHECK_IN,
            Can.CLOSE_ACCOUNT,
            Can.COMMENT_NOTE,
            Can.GIVE_NOTICE,
            Can.INVITE_SUPPORTER,
            Can.LOG_CRAVING,
            Can.LOG_PRACTICE,
            Can.POST_ASK,
            Can.SET_REMINDERS,
            Can.READ_CONTACTS,
            Can.READ_CRAVINGS,
            Can.READ_JOURNAL,
            Can.READ_MESSAGES,
            Can.READ_OWN_NOTES,
            Can.READ_PATH,
            Can.READ_PLAN,
            Can.READ_PROGRESS,
            Can.READ_RULES,
            Can.READ_SCHEDULE,
            Can.READ_SKILLS,
            Can.READ_SUPPORTER_NOTES,
            Can.READ_TODAY,
            Can.SEND_ENTRIES,
            Can.SUBSCRIBE_CALENDAR,
            Can.TAKE_OUT,
            Can.TELL_UNSAFE,
            Can.TELL_USE,
            Can.WRITE_AGENDA,
            Can.WRITE_COMMITMENTS,
            Can.WRITE_CONTACTS,
            Can.WRITE_JOURNAL,
            Can.WRITE_MESSAGES,
            Can.WRITE_PLAN,
            Can.WRITE_WORKSHEETS,
        }
    ),
    Relation.CARE_TEAM: frozenset(
        {
            Can.ANSWER_ALERT,
            Can.ANSWER_THREAD,
            Can.ASK_PRACTICE,
            Can.BOOK_APPOINTMENT,
            Can.CHANGE_TRACK,
            Can.DISCHARGE,
            Can.DO_TASKS,
            Can.COMMENT_PLAN,
            Can.EXPORT_TIMELINE,
            Can.INVITE_CLIENT,
            Can.READ_ALERTS,
            Can.READ_BRIEF,
            # Each counselor reads their own and nobody else's: the queries ask for the author.
            Can.READ_COUNSELING_NOTES,
            Can.READ_LETTERS,
            Can.READ_THREAD,
            Can.READ_MEASURES,
            Can.READ_NOTES,
            Can.READ_PATH,
            Can.READ_PLAN,
            Can.READ_REPORTED_NOTE,
            Can.READ_TIMELINE,
            Can.READ_SHARED_ENTRY,
            Can.REVIEW,
            Can.SET_MEASURES,
            Can.SIGN_LETTER,
            Can.TICK_AGENDA,
            Can.WRITE_COUNSELING_NOTES,
            Can.WRITE_NOTES,
            Can.WRITE_PATH,
            Can.WRITE_PREP,
        }
    ),
    Relation.COUNSELOR: frozenset(
        {
            Can.ANSWER_ENQUIRY,
            Can.ENROL_CLIENT,
            Can.MANAGE_SCHEDULE,
            Can.NAME_COVER,
            Can.READ_CASELOAD,
            Can.READ_GROUP_BRIEF,
            Can.READ_ENQUIRIES,
            Can.READ_INBOX,
            Can.READ_TASKS,
            Can.READ_LIBRARY,
            Can.SET_KEYS,
            Can.TAKE_ATTENDANCE,
        }
    ),
    # Duties of staff: what they add stands beside what the person may do without them.
    Relation.LEAD: frozenset({Can.ASSIGN_COUNSELOR}),
    Relation.PRIVACY_OFFICER: frozenset({Can.READ_DISCLOSURES}),
    # Whoever works here, about a client of somebody else's: to say why, and then to read for an hour.
    Relation.STAFF: frozenset({Can.OPEN_IN_EMERGENCY}),
    Relation.EMERGENCY: frozenset({Can.READ_IN_EMERGENCY}),
    # Nothing of the client: each scope of a consent opens its own few, in opened.py.
    Relation.SUPPORTS: frozenset({Can.ANSWER_ASK, Can.END_OWN_SUPPORT, Can.READ_SUPPORT_PAGE, Can.SEND_NOTE}),
    Relation.SUPPORTER: frozenset({Can.ACCEPT_SUPPORT, Can.READ_SUPPORT_PAGE}),
    Relation.ADMINISTRATOR: frozenset(
        {
            Can.ASSIGN_COUNSELOR,
            Can.IMPORT,
            Can.MANAGE_DIRECTORY,
            Can.MANAGE_LIBRARY,
            Can.MANAGE_PROGRAM,
            Can.MANAGE_STAFF,
            Can.READ_REPORTS,
        }
    ),
}


def may(relation: Relation, can: Can) -> bool:
    return can in ALLOWED[relation]
