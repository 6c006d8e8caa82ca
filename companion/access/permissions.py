"""Who may do what: one vocabulary, one table.

The "who can see what" screen, the administrator's page and the generated access test are drawn
from here. A permission is ``record:verb``. What a table does not name is denied.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Relation(StrEnum):
    """How the person at the screen stands to what the address names."""

    VISITOR = "visitor"
    PERSON = "person"
    CLIENT = "client"
    CARE_TEAM = "care_team"
    COUNSELOR = "counselor"
    SUPPORTER = "supporter"
    SUPPORTS = "supports"
    ADMINISTRATOR = "administrator"


class Can(StrEnum):
    """The vocabulary, alphabetical."""

    ACCEPT_SUPPORT = "support:accept"
    ANSWER_ALERT = "alert:answer"
    ANSWER_ENQUIRY = "enquiry:answer"
    ANSWER_THREAD = "thread:answer"
    ANSWER_HOME_CHECK = "home-check:answer"
    ANSWER_MEASURES = "measure:answer"
    ASK_FOR_HELP = "enquiry:ask"
    ASK_HELP = "help:read"
    ASK_LETTER = "letter:ask"
    ASK_PRACTICE = "practice:ask"
    BOOK_APPOINTMENT = "appointment:book"
    CHANGE_OWN_ACCOUNT = "account:change"
    CHANGE_TRACK = "client:change-track"
    CHECK_IN = "check-in:write"
    DO_TASKS = "task:do"
    COMMENT_PLAN = "plan:comment"
    END_OWN_SUPPORT = "support:leave"
    FIND_TREATMENT = "treatment:find"
    ENROL_CLIENT = "client:enrol"
    GIVE_NOTICE = "notice:give"
    IMPORT = "program:import"
    INVITE_CLIENT = "client:invite"
    INVITE_SUPPORTER = "support:ask"
    LOG_CRAVING = "craving:log"
    LOG_PRACTICE = "practice:log"
    MANAGE_DIRECTORY = "directory:manage"
    MANAGE_LIBRARY = "library:manage"
    MANAGE_PROGRAM = "program:manage"
    MANAGE_SCHEDULE = "schedule:manage"
    MANAGE_STAFF = "staff:manage"
    NAME_COVER = "cover:name"
    READ_ALERTS = "alert:read"
    READ_BRIEF = "brief:read"
    READ_CALENDAR = "calendar:read"
    READ_CASELOAD = "caseload:read"
    READ_CONTACTS = "contact:read"
    READ_CRAVINGS = "craving:read"
    READ_ENQUIRIES = "enquiry:read"
    READ_INBOX = "inbox:read"
    READ_JOURNAL = "journal:read"
    READ_LETTERS = "letter:read"
    READ_MESSAGES = "message:read"
    READ_MEASURES = "measure:read"
    READ_PLAN = "plan:read"
    READ_LIBRARY = "library:read"
    READ_PROGRESS = "progress:read"
    READ_SCHEDULE = "schedule:read"
    READ_SKILLS = "skill:read"
    READ_SKILL_RULE = "skill:read-rule"
    READ_SUPPORT_PAGE = "support-page:read"
    READ_TASKS = "task:read"
    READ_THREAD = "thread:read"
    READ_TODAY = "today:read"
    REVIEW = "review:write"
    SET_MEASURES = "measure:set"
    SIGN_IN = "account:sign-in"
    SIGN_LETTER = "letter:sign"
    SUBSCRIBE_CALENDAR = "calendar:subscribe"
    TAKE_ATTENDANCE = "attendance:take"
    TELL_UNSAFE = "safety:tell"
    TELL_USE = "use:tell"
    TICK_AGENDA = "agenda:tick"
    VERIFY_LETTER = "letter:verify"
    WRITE_AGENDA = "agenda:write"
    WRITE_COMMITMENTS = "commitment:write"
    WRITE_CONTACTS = "contact:write"
    WRITE_JOURNAL = "journal:write"
    WRITE_MESSAGES = "message:write"
    WRITE_PLAN = "plan:write"
    WRITE_WORKSHEETS = "worksheet:write"


ALLOWED: Mapping[Relation, frozenset[Can]] = {
    Relation.VISITOR: frozenset(
        {
            Can.ASK_FOR_HELP,
            Can.ASK_HELP,
            Can.FIND_TREATMENT,
            Can.READ_CALENDAR,
            Can.SIGN_IN,
            Can.VERIFY_LETTER,
        }
    ),
    Relation.PERSON: frozenset({Can.CHANGE_OWN_ACCOUNT, Can.READ_SKILL_RULE}),
    Relation.CLIENT: frozenset(
        {
            Can.ANSWER_HOME_CHECK,
            Can.ANSWER_MEASURES,
            Can.ASK_LETTER,
            Can.CHECK_IN,
            Can.GIVE_NOTICE,
            Can.INVITE_SUPPORTER,
            Can.LOG_CRAVING,
            Can.LOG_PRACTICE,
            Can.READ_CONTACTS,
            Can.READ_CRAVINGS,
            Can.READ_JOURNAL,
            Can.READ_MESSAGES,
            Can.READ_PLAN,
            Can.READ_PROGRESS,
            Can.READ_SCHEDULE,
            Can.READ_SKILLS,
            Can.READ_TODAY,
            Can.SUBSCRIBE_CALENDAR,
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
            Can.DO_TASKS,
            Can.COMMENT_PLAN,
            Can.INVITE_CLIENT,
            Can.READ_ALERTS,
            Can.READ_BRIEF,
            Can.READ_LETTERS,
            Can.READ_THREAD,
            Can.READ_MEASURES,
            Can.READ_PLAN,
            Can.REVIEW,
            Can.SET_MEASURES,
            Can.SIGN_LETTER,
            Can.TICK_AGENDA,
        }
    ),
    Relation.COUNSELOR: frozenset(
        {
            Can.ANSWER_ENQUIRY,
            Can.ENROL_CLIENT,
            Can.MANAGE_SCHEDULE,
            Can.NAME_COVER,
            Can.READ_CASELOAD,
            Can.READ_ENQUIRIES,
            Can.READ_INBOX,
            Can.READ_TASKS,
            Can.READ_LIBRARY,
            Can.TAKE_ATTENDANCE,
        }
    ),
    # Nothing of the client by default: consents open their own few, each for itself.
    Relation.SUPPORTS: frozenset({Can.END_OWN_SUPPORT, Can.READ_SUPPORT_PAGE}),
    Relation.SUPPORTER: frozenset({Can.ACCEPT_SUPPORT, Can.READ_SUPPORT_PAGE}),
    Relation.ADMINISTRATOR: frozenset(
        {Can.IMPORT, Can.MANAGE_DIRECTORY, Can.MANAGE_LIBRARY, Can.MANAGE_PROGRAM, Can.MANAGE_STAFF}
    ),
}


def may(relation: Relation, can: Can) -> bool:
    return can in ALLOWED[relation]
