"""What the rules of the caseload look at, and what they say. Plain values, of one client at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo


class Tier(IntEnum):
    PERSON = 1
    SOON = 2
    CHANGED = 3
    SAME = 4


class Kind(StrEnum):
    """In the order in which they stand on a row."""

    ALERT = "alert"
    TALK = "talk"
    USE = "use"
    STRONG = "strong"
    RISE = "rise"
    MISSED = "missed"
    SILENT = "silent"
    SLEEP = "sleep"
    WAITS = "waits"
    MEDICINE = "medicine"


class Shares(StrEnum):
    """What the last days show of the client, where that is so little that silence says nothing."""

    CHECK_INS = "check_ins"
    LITTLE = "little"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Limits:
    """From when on each rule looks. The program may change them."""

    session_hours: int = 2
    strong_from: int = 8
    rise: int = 3
    missed: int = 1
    silent_days: int = 3
    short_nights: int = 2
    waits_days: int = 1
    medicine_days: int = 2


@dataclass(frozen=True)
class Reason:
    """``at`` is when it came true, ``day`` the day that it is about."""

    kind: Kind
    at: datetime
    number: int = 0
    day: date | None = None


@dataclass(frozen=True)
class Rated:
    """The strength of a craving, 1 to 10, on a day, and when it was written down."""

    day: date
    at: datetime
    strength: int


@dataclass(frozen=True)
class Dated:
    """A day, and when it was known of."""

    day: date
    at: datetime


@dataclass(frozen=True)
class Facts:
    """One client, as far as the care team may read. ``since`` is until when the counselor has read.

    ``late_since`` is when the oldest message without an answer had waited too long, ``waits_on`` its day.
    ``quiet_from`` is the day of the last entry, or the first day of the stay; none once the stay is over.
    ``news_at`` is when the oldest new entry came.
    """

    now: datetime
    zone: str
    since: datetime
    session_at: datetime | None = None
    alerts: Sequence[datetime] = ()
    talk_since: datetime | None = None
    late_since: datetime | None = None
    waits_on: date | None = None
    cravings: Sequence[Rated] = ()
    uses: Sequence[Dated] = ()
    missed: Sequence[Dated] = ()
    short_nights: Sequence[Dated] = ()
    without_medicine: Sequence[Dated] = ()
    quiet_from: date | None = None
    news_at: datetime | None = None

    @property
    def today(self) -> date:
        return day_in(self.zone, self.now)


@dataclass(frozen=True)
class Standing:
    """``oldest`` is when the oldest of what was not looked at came."""

    tier: Tier
    reasons: list[Reason] = field(default_factory=list)
    oldest: datetime | None = None


def day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
