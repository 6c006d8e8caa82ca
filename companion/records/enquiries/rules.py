"""Somebody asks for help: what is kept apart as doubtful, how far an answer has come, and how long it took.

Source: clinical facts, section 4.3. A request that looks like no person's is held for staff to look at, never
dropped, and its sender is told the same as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NAME_MOST, LINE_MOST, TEXT_MOST = 80, 120, 2000
# A person reads and fills the form in no less.
QUICKEST = timedelta(seconds=4)
# Out of one house, or one library: more in a day are looked at first.
FREE_PER_ADDRESS = 5
MOST_PER_ADDRESS = 60
ADDRESS_KEPT = timedelta(hours=24)
# Staff get no second notice for what came so soon after another.
TOLD_FOR = timedelta(minutes=30)
# What is looked back on for the response time.
LOOKED_BACK = timedelta(days=90)


class About(StrEnum):
    SELF = "self"
    LOVED_ONE = "loved_one"


class Safe(StrEnum):
    """Whether a way to reach somebody is safe. Not said is not safe."""

    YES = "yes"
    NO = "no"


class Held(StrEnum):
    """Why a request looks like no person's."""

    TRAP = "trap"
    UNSIGNED = "unsigned"
    QUICK = "quick"
    MANY = "many"


class Act(StrEnum):
    """What was done about a request. Each is a row with who and when; the sender's own have nobody."""

    ADD = "add"
    TAKE_BACK = "take_back"
    ACCEPT = "accept"
    CLAIM = "claim"
    UNCLAIM = "unclaim"
    ATTEMPT = "attempt"
    NOTE = "note"
    CLOSE = "close"
    REOPEN = "reopen"


class How(StrEnum):
    CALL = "call"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"


class Outcome(StrEnum):
    ENROLLED = "enrolled"
    REFERRED = "referred"
    NO_CONTACT = "no_contact"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


class State(StrEnum):
    """What the sender is told. A held request reads as a new one."""

    NEW = "new"
    CLAIMED = "claimed"
    TRIED = "tried"
    REACHED = "reached"
    TAKEN_BACK = "taken_back"
    CLOSED = "closed"


def why_held(*, is_trapped: bool, filled_for: timedelta | None, from_address: int) -> Held | None:
    """``filled_for`` is how long the page was open, None where the page was not ours."""
    if is_trapped:
        return Held.TRAP
    if filled_for is None:
        return Held.UNSIGNED
    if filled_for < QUICKEST:
        return Held.QUICK
    return Held.MANY if from_address >= FREE_PER_ADDRESS else None


@dataclass(frozen=True)
class Times:
    """One request: when it came, until when an answer was promised, and when somebody first tried."""

    received_at: datetime
    answer_by: datetime | None
    answered_at: datetime | None
    is_closed: bool

    def is_waiting(self) -> bool:
        return self.answered_at is None and not self.is_closed

    def is_kept(self) -> bool:
        """Whether the promise was."""
        return bool(self.answered_at and self.answer_by and self.answered_at <= self.answer_by)

    def is_late(self, now: datetime) -> bool:
        return self.is_waiting() and self.answer_by is not None and self.answer_by < now


@dataclass(frozen=True)
class Response:
    """How a program answers: the median and the longest time, and how many of how many within the promise."""

    received: int
    answered: int
    median: timedelta | None
    longest: timedelta | None
    in_time: int
    promised: int
    waiting: int
    late: int

    @property
    def share(self) -> int | None:
        """In percent, down to the whole number."""
        return self.in_time * 100 // self.promised if self.promised else None


def response(requests: Sequence[Times], now: datetime) -> Response:
    """A request counts against the promise once it is answered or its time is over. The median is one of the
    times, the lower one of two in the middle.
    """
    took = sorted(one.answered_at - one.received_at for one in requests if one.answered_at)
    promised = [one for one in requests if one.answer_by and (one.answered_at or one.is_late(now))]
    return Response(
        received=len(requests),
        answered=len(took),
        median=took[(len(took) - 1) // 2] if took else None,
        longest=took[-1] if took else None,
        in_time=sum(one.is_kept() for one in promised),
        promised=len(promised),
        waiting=sum(one.is_waiting() for one in requests),
        late=sum(one.is_late(now) for one in requests),
    )
