"""Tasks in words."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.tasks.rules import Kind, Reason

KINDS = {
    Kind.HOME_CHECK: _l("Home check"),
    Kind.MEASURE_OVERDUE: _l("Measure"),
    Kind.PLAN_COMMENT: _l("Plan"),
    Kind.ENQUIRY: _l("Help request"),
    Kind.SHARING: _l("Sharing"),
    Kind.TALK: _l("Talk"),
    Kind.LEVEL: _l("Level of care"),
    Kind.NOTE: _l("Note"),
    Kind.ACCOUNT: _l("Account"),
}
REASONS = {
    Reason.NOT_SAFE: _l("Said they do not feel safe where they live."),
    Reason.NOT_ALWAYS_SAFE: _l("Said they do not always feel safe where they live."),
    Reason.USE_AROUND: _l("Said someone drinks or uses drugs most days where they live."),
    Reason.NO_PLACE: _l("Said they do not know where they will live in the next 30 days."),
    Reason.OVERDUE: _l("Not answered yet, and overdue"),
    Reason.COMMENT: _l("A comment waits for an answer"),
    Reason.NEW_ENQUIRY: _l("Somebody asks for help"),
    Reason.SHARES_MORE: _l("Changed what they share. Please ask, alone with them, whether they want it."),
    Reason.ASKS_FOR_TALK: _l("Asks to talk with you alone. Please do not write about it."),
    Reason.HIGHER_LEVEL: _l("Talk to a clinician about a higher level of care"),
    Reason.CLOSED: _l("Closed their account. Please reach them as you agreed with them."),
    Reason.REPORTS_NOTE: _l("Reports a note from a supporter. Please talk with them alone."),
}
