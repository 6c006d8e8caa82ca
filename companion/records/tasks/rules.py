"""What a care team is asked to look at, and why.

A task names its reason with a word from a closed list: what the client said stands in the record that it
is about, never here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# How long a task that was done stays in the list, so that it can be undone and colleagues see by whom.
SHOWN_DONE = timedelta(days=7)


class Kind(StrEnum):
    HOME_CHECK = "home_check"
    MEASURE_OVERDUE = "measure_overdue"
    PLAN_COMMENT = "plan_comment"
    ENQUIRY = "enquiry"
    SHARING = "sharing"
    TALK = "talk"
    LEVEL = "level"
    NOTE = "note"
    ACCOUNT = "account"


# About somebody who asks for help and is no client: the whole team's.
TEAM_KINDS = (Kind.ENQUIRY, Kind.LEVEL)


class Reason(StrEnum):
    """Source: clinical facts, section 2.6, for those of the home check."""

    NOT_SAFE = "not_safe"
    NOT_ALWAYS_SAFE = "not_always_safe"
    USE_AROUND = "use_around"
    NO_PLACE = "no_place"
    OVERDUE = "overdue"
    COMMENT = "comment"
    NEW_ENQUIRY = "new_enquiry"
    SHARES_MORE = "shares_more"
    ASKS_FOR_TALK = "asks_for_talk"
    HIGHER_LEVEL = "higher_level"
    REPORTS_NOTE = "reports_note"
    CLOSED = "closed"


def is_late(due_on: date, zone: str, now: datetime) -> bool:
    """From the day after the one on which it is due, in the program's zone."""
    return due_on < today_in(zone, now)


def today_in(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
