"""What a safety alert is opened for, what may be done about it, and how long staff are told again.

Source: clinical facts, section 4.2: it stays open until a person recorded what they did, and staff are
told again while they are at work; after 90 days a risk is no longer a recent one (VA practice).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

NOTE_MOST = 500
RECENT = timedelta(days=90)


class Source(StrEnum):
    """Where the client said that they are not safe. Only structured answers count, never words of theirs."""

    PHQ9_ITEM9 = "phq9_item9"
    CHECK_IN = "check_in"
    HOME_CHECK = "home_check"
    CRAVING = "craving"
    HELP_NOW = "help_now"


class State(StrEnum):
    NEW = "new"
    SEEN = "seen"
    CONTACTED = "contacted"
    NOT_REACHED = "not_reached"
    ESCALATED = "escalated"
    CLOSED = "closed"


class Act(StrEnum):
    """What somebody of the care team did about it. Each is a row with who and when."""

    SEE = "see"
    CONTACT = "contact"
    NOT_REACH = "not_reach"
    ESCALATE = "escalate"
    CLOSE = "close"
    REOPEN = "reopen"


LEADS_TO = {
    Act.SEE: State.SEEN,
    Act.CONTACT: State.CONTACTED,
    Act.NOT_REACH: State.NOT_REACHED,
    Act.ESCALATE: State.ESCALATED,
    Act.CLOSE: State.CLOSED,
    Act.REOPEN: State.SEEN,
}
# Nobody has spoken with the client yet: staff are told again.
WAITING = (State.NEW, State.SEEN, State.NOT_REACHED)
NEEDS_NOTE = (Act.ESCALATE, Act.CLOSE)


def may_follow(state: State, act: Act) -> bool:
    """A closed alert can only be opened again; an open one anything else."""
    return (state == State.CLOSED) == (act == Act.REOPEN)


def state_after(state: State, act: Act) -> State:
    """Opening the page says nothing where somebody has done more already."""
    return state if act == Act.SEE and state != State.NEW else LEADS_TO[act]


def is_recent(opened_at: datetime, now: datetime) -> bool:
    return now - opened_at < RECENT
