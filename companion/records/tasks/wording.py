"""Tasks in words."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.tasks.rules import Kind, Reason

KINDS = {
    Kind.HOME_CHECK: _l("Home check"),
    Kind.MEASURE_OVERDUE: _l("Measure"),
    Kind.PLAN_COMMENT: _l("Plan"),
    Kind.ENQUIRY: _l("Help request"),
}
REASONS = {
    Reason.UNSAFE: _l("Does not always feel safe where they live"),
    Reason.USE_AT_HOME: _l("Someone where they live uses most days"),
    Reason.HOUSING: _l("Does not know where they will live for the next 30 days"),
    Reason.WORSE: _l("An answer is worse than last time"),
    Reason.OVERDUE: _l("Not answered yet, and overdue"),
    Reason.COMMENT: _l("A comment waits for an answer"),
    Reason.NEW_ENQUIRY: _l("Somebody asks for help"),
}
