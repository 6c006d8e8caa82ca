"""The permission table in words, for people who were never told what a permission is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from companion.access.opened import may_with
from companion.access.permissions import ALLOWED, Can, Relation
from companion.access.rules import Scope
from companion.core.words import _l

RELATIONS: dict[Relation, Any] = {
    Relation.VISITOR: _l("Anyone"),
    Relation.PERSON: _l("Anyone signed in"),
    Relation.CLIENT: _l("Client, own record"),
    Relation.CARE_TEAM: _l("Counselor, own clients"),
    Relation.COUNSELOR: _l("Counselor"),
    Relation.LEAD: _l("Lead counselor"),
    Relation.PRIVACY_OFFICER: _l("Privacy officer"),
    Relation.SUPPORTS: _l("Supporter, after a yes"),
    Relation.SUPPORTER: _l("Supporter"),
    Relation.ADMINISTRATOR: _l("Administrator"),
    Relation.STAFF: _l("Anyone on staff"),
    Relation.EMERGENCY: _l("Anyone on staff, for an hour, with a reason"),
}
PERMISSIONS: dict[Can, Any] = {
    Can.ACCEPT_SUPPORT: _l("Answer a client who asks for support"),
    Can.ANSWER_ALERT: _l("Say what was done about a safety alert"),
    Can.ANSWER_ASK: _l("Say that they can do what a client asks for"),
    Can.ANSWER_THREAD: _l("Answer a client’s message"),
    Can.ANSWER_ENQUIRY: _l("Answer who asks for help"),
    Can.ASK_FOR_HELP: _l("Ask the program for help"),
    Can.FIND_TREATMENT: _l("Find helplines, other places, and what levels of care there are"),
    Can.MANAGE_DIRECTORY: _l("Change the helplines and the list of other places"),
    Can.READ_ENQUIRIES: _l("Read who asks for help"),
    Can.NAME_COVER: _l("Name a colleague for days off"),
    Can.READ_GROUP_BRIEF: _l("Read what clients bring to a group that they lead"),
    Can.READ_SHARED_ENTRY: _l("Read a journal entry that a client shares"),
    Can.WRITE_PREP: _l("Keep an own note for a session with a client"),
    Can.READ_INBOX: _l("See which clients wait for an answer"),
    Can.READ_MESSAGES: _l("Read own messages"),
    Can.READ_THREAD: _l("Read a client’s messages"),
    Can.WRITE_MESSAGES: _l("Write to the care team"),
    Can.ANSWER_HOME_CHECK: _l("Answer the home check"),
    Can.ANSWER_MEASURES: _l("Answer questions about how they are, and see own results"),
    Can.ASK_HELP: _l("Open Help now"),
    Can.ASK_LETTER: _l("Ask for an attendance letter, and take it back"),
    Can.ASK_PRACTICE: _l("Ask a client to practice a skill"),
    Can.ASK_TO_TALK: _l("Ask a supporter, “Can you talk?”"),
    Can.ASSIGN_COUNSELOR: _l("Say which counselor works with which client"),
    Can.BOOK_APPOINTMENT: _l("Book a session for a client"),
    Can.CHANGE_OWN_ACCOUNT: _l("Change own language, colors, and password"),
    Can.CHANGE_TRACK: _l("Move a client to another track"),
    Can.CHECK_IN: _l("Check in once a day"),
    Can.CLOSE_ACCOUNT: _l("Close their own account"),
    Can.DISCHARGE: _l("End a client’s stay, and with it the care team’s access"),
    Can.DO_TASKS: _l("Do the tasks about a client, and take them over"),
    Can.COMMENT_PLAN: _l("Comment on a client’s recovery plan"),
    Can.COMMENT_NOTE: _l("Comment on a progress note about them"),
    Can.END_OWN_SUPPORT: _l("Stop being a supporter"),
    Can.ENROL_CLIENT: _l("Enroll a client"),
    Can.EXPORT_TIMELINE: _l("Take a client’s timeline as a file, with a reason"),
    Can.GIVE_NOTICE: _l("Say that they come late or cannot come"),
    Can.IMPORT: _l("Bring in a calendar or a list of clients from a file"),
    Can.INVITE_CLIENT: _l("Make a sign-in link for a client"),
    Can.INVITE_SUPPORTER: _l("Ask someone for support, and end it"),
    Can.LOG_CRAVING: _l("Log a craving"),
    Can.LOG_PRACTICE: _l("Log practice of a skill"),
    Can.MANAGE_LIBRARY: _l("Add, change, and retire skills"),
    Can.MANAGE_PROGRAM: _l("Change the program and its tracks"),
    Can.MANAGE_SCHEDULE: _l("Plan groups"),
    Can.MANAGE_STAFF: _l("Add staff and end their access"),
    Can.OPEN_IN_EMERGENCY: _l("Open a record in an emergency, with a reason that the client sees"),
    Can.READ_IN_EMERGENCY: _l("Read what an emergency needs of a record"),
    Can.POST_ASK: _l("Ask supporters for help with something"),
    Can.READ_ALERTS: _l("See a client’s safety alerts"),
    Can.READ_BRIEF: _l("Read what a client logged and shared, before a session"),
    Can.READ_CALENDAR: _l("Read a calendar by its secret address"),
    Can.READ_CASELOAD: _l("See the list of own clients"),
    Can.READ_CONTACTS: _l("See the people to call"),
    Can.READ_CRAVINGS: _l("See the list of own cravings"),
    Can.READ_JOURNAL: _l("Read all of their own journal"),
    Can.READ_DISCLOSURES: _l("See who opened which client’s record, and when"),
    Can.READ_LETTERS: _l("Read a client’s attendance letters"),
    Can.READ_MEASURES: _l("Read a client’s measures and home checks"),
    Can.READ_COUNSELING_NOTES: _l("Read the counseling notes that they wrote themselves, and no one else’s"),
    Can.READ_NOTES: _l("Read a client’s progress notes"),
    Can.READ_OWN_NOTES: _l("Read the progress notes about them"),
    Can.READ_TIMELINE: _l("Read all that a client shares, the newest first"),
    Can.READ_PLAN: _l("Read the recovery plan and the safety plan"),
    Can.READ_OFFLINE_PAGES: _l("Keep the pages that work without a signal"),
    Can.READ_PATH: _l("Read the steps of a stay, from the first talk to the last day"),
    Can.READ_LIBRARY: _l("Read the skills with their history"),
    Can.READ_PROGRESS: _l("See own numbers over time"),
    Can.READ_REPORTS: _l("Read the numbers of the whole program"),
    Can.READ_REPORTED_NOTE: _l("Read a supporter’s note that a client reported"),
    Can.READ_RULES: _l("Read which rules look at own data"),
    Can.READ_SCHEDULE: _l("See own sessions"),
    Can.READ_SKILLS: _l("Use the skills"),
    Can.READ_SKILL_RULE: _l("Read how skills are chosen"),
    Can.READ_SUPPORTER_NOTES: _l("Read notes from supporters, mute and block"),
    Can.READ_SUPPORT_PAGE: _l("Read how to help"),
    Can.READ_TASKS: _l("See the tasks about own clients"),
    Can.READ_TODAY: _l("See own start page"),
    Can.REVIEW: _l("Mark a client’s page as read"),
    Can.SEND_ENTRIES: _l("Send what waited on the phone"),
    Can.SEND_NOTE: _l("Send a short note to a client"),
    Can.SET_KEYS: _l("Turn own shortcut keys off or change them"),
    Can.SET_REMINDERS: _l("Choose own reminders"),
    Can.STOP_TEXTS: _l("End text messages by answering STOP"),
    Can.SEE_ASKS: _l("See what a client asks them for"),
    Can.SEE_ATTENDANCE: _l("See on which days a client came this week"),
    Can.SEE_CRAVING_COUNT: _l("See how many cravings a client logged this week"),
    Can.SEE_MILESTONES: _l("See a client’s days in recovery"),
    Can.SEE_PLAN_PART: _l("Read what a client wrote for supporters, and what they do in their plan"),
    Can.SEE_SESSION_TIMES: _l("See when a client’s sessions are"),
    Can.SEE_SKILLS_PRACTICED: _l("See which skills a client practiced this week"),
    Can.SEE_TODAYS_LINE: _l("Read a client’s line of today, and call them"),
    Can.SET_MEASURES: _l("Set which measures a client is asked for, and how often"),
    Can.SIGN_IN: _l("Sign in"),
    Can.SIGN_LETTER: _l("Sign an attendance letter, and take it back"),
    Can.SUBSCRIBE_CALENDAR: _l("Make a secret address for their own calendar app"),
    Can.TAKE_ATTENDANCE: _l("Take attendance in the groups they lead or their clients come to"),
    Can.TAKE_OUT: _l("Take their own record out as files, all of it or a part"),
    Can.TELL_UNSAFE: _l("Tell the care team that they do not feel safe"),
    Can.TELL_USE: _l("Tell of use"),
    Can.TICK_AGENDA: _l("Tick off what a client wanted to talk about"),
    Can.VERIFY_LETTER: _l("Check an attendance letter by its code"),
    Can.WRITE_AGENDA: _l("Write down what they want to talk about"),
    Can.WRITE_COMMITMENTS: _l("Keep a list of what fills their week"),
    Can.WRITE_CONTACTS: _l("Change the people to call"),
    Can.WRITE_JOURNAL: _l("Write in the journal"),
    Can.WRITE_COUNSELING_NOTES: _l("Write counseling notes for themselves"),
    Can.WRITE_NOTES: _l("Write progress notes"),
    Can.WRITE_PATH: _l("Write down an assessment, a start, a step up or down"),
    Can.WRITE_PLAN: _l("Write the recovery plan and the safety plan, print and keep them"),
    Can.WRITE_WORKSHEETS: _l("Write while doing a skill"),
}


@dataclass(frozen=True)
class Row:
    """``by_consent``: a supporter has it once the client shows it."""

    what: Any
    answers: list[bool]
    by_consent: list[bool]


def table() -> list[Row]:
    """One row a permission, one answer a relation, in the order of the words above."""
    return [
        Row(
            words,
            [can in ALLOWED[relation] for relation in RELATIONS],
            [may_with(relation, can, tuple(Scope)) for relation in RELATIONS],
        )
        for can, words in PERMISSIONS.items()
    ]
