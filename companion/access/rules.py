"""What a client can show a supporter, for how long, and when a change takes effect.

Sources: 42 CFR 2.31 (what a written consent must hold), clinical facts, section 5.4, and the security plan,
T10 to T16: whoever presses a client must gain nothing at once, and to show less must need nothing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from companion.accounts.rules import Role


class Scope(StrEnum):
    """One kind of thing that a client can show. What is not in this list cannot be shown by any setting."""

    TODAY = "today"
    TIMES = "times"
    ATTENDANCE = "attendance"
    CRAVINGS = "cravings"
    SKILLS = "skills"
    MILESTONES = "milestones"
    PLAN = "plan"
    NOTES_AND_ASKS = "notes"


class DutyKind(StrEnum):
    """What a member of staff does besides their role."""

    LEAD = "lead"
    PRIVACY_OFFICER = "privacy_officer"


# Who can have it. A lead is a counselor: the administrator hands out the work anyway.
MAY_HOLD: dict[DutyKind, frozenset[Role]] = {
    DutyKind.LEAD: frozenset({Role.COUNSELOR}),
    DutyKind.PRIVACY_OFFICER: frozenset({Role.COUNSELOR, Role.ADMIN}),
}

# What the pages offer, in their order.
OFFERED = tuple(Scope)


class Purpose(StrEnum):
    """What the client shows it for. "At my own request" is enough by law where the client begins."""

    SUPPORT = "support"
    PRACTICAL = "practical"
    REQUEST = "request"


# The words of a consent, and of the notice of 42 CFR 2.32 that goes with what is shown (the rule of 2024).
TEXT_VERSION = 2
NOTICE_VERSION = "2024"
USUAL_DAYS = 90
DAYS = (30, 90, 180, 365)
WARNED_DAYS = (14, 1)
# Source: 45 CFR 164.528 (an accounting of disclosures reaches six years back).
KEPT_FOR = timedelta(days=6 * 366)
# More than the first warning, so that no zone is late.
WARNED_FROM = timedelta(days=16)
# How long a client hears that something ended by itself.
NEWS_FOR = timedelta(days=14)
CODE_DIGITS = 6
MOST_TRIES = 5


def begins_at(signed_at: datetime, delay_hours: int) -> datetime:
    """When a supporter begins to see what was signed, at the earliest."""
    return signed_at + timedelta(hours=delay_hours)


def ends_on(signed_at: datetime, days: int, zone: str) -> date:
    """The last day on which it is seen, where the client is."""
    return day_in(zone, signed_at) + timedelta(days=days)


def expires_at(ends_on: date, zone: str) -> datetime:
    """The midnight after that day, there."""
    midnight = datetime.combine(ends_on + timedelta(days=1), time.min, ZoneInfo(zone))
    return midnight.astimezone(UTC)


def choices_of_days(most: int) -> list[int]:
    """For how many days a client can share, where the program allows at most so many."""
    return [days for days in DAYS if days < most] + [most]


def usual_days(most: int) -> int:
    return min(USUAL_DAYS, most)


def warning(ends_on: date, today: date) -> int | None:
    """Which warning a client is due: of 14 days, of one day, or none. The last day itself still has one."""
    left = (ends_on - today).days
    due = [days for days in WARNED_DAYS if 0 <= left <= days]
    return min(due, default=None)


def day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
