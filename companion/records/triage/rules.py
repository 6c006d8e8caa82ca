"""Which client comes first, and why: plain rules, read from the top, without any score.

Source: the program's own thresholds; where they begin is a starting point for its clinical lead, not a
published cut-off. A rule says when it came true, so that what a counselor has looked at is not new again.
Nothing that a client kept to themselves is a fact here, not even as a count.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from companion.records.triage.facts import Dated, Facts, Kind, Limits, Reason, Shares, Standing, Tier, day_in

A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# So far back looks who never marked the client as reviewed, the drawing, and what is said of sharing.
LOOK_BACK = timedelta(days=14)
LITTLE_MOST = 2
MONDAY_TO_FRIDAY = frozenset(range(5))
# What each threshold may be, both ends included.
RANGES = {
    "session_hours": (1, 24),
    "strong_from": (1, 10),
    "rise": (1, 10),
    "missed": (1, 10),
    "silent_days": (1, 14),
    "short_nights": (1, 7),
    "waits_days": (1, 10),
    "medicine_days": (1, 7),
}
NAMES = tuple(RANGES)


def looks_from(seen_until: datetime | None, now: datetime) -> datetime:
    """Since when things are new to a counselor."""
    return seen_until or now - LOOK_BACK


def reads_from(since: datetime, now: datetime) -> datetime:
    """How far back the facts must reach: the window before the new one, and the days that are drawn."""
    return min(since - _window(since, now), now - LOOK_BACK - A_DAY)


def judge(facts: Facts, limits: Limits) -> Standing:
    urgent, changed = _urgent(facts), _changed(facts, limits)
    reasons = [*urgent, *changed]
    moments = [one.at for one in reasons] + ([facts.news_at] if facts.news_at else [])
    oldest = min(moments, default=None)
    if urgent:
        return Standing(Tier.PERSON, reasons, oldest)
    if moments and _is_soon(facts, limits):
        return Standing(Tier.SOON, reasons, oldest)
    if changed:
        return Standing(Tier.CHANGED, reasons, oldest)
    return Standing(Tier.SAME)


def order(standing: Standing, session_at: datetime | None, name: str) -> tuple[int, float, float, str]:
    """The tier, then the next session, then the oldest that was not looked at, then the name.

    Without a session, or with nothing new, one comes after those who have it.
    """
    return standing.tier, _or_last(session_at), _or_last(standing.oldest), name.casefold()


def shares(kinds: Sequence[str]) -> Shares | None:
    """From the kind of each entry of the last days; none for a client who shares more than a little."""
    if not kinds:
        return Shares.NOTHING
    if set(kinds) == {"check_in"}:
        return Shares.CHECK_INS
    return Shares.LITTLE if len(kinds) <= LITTLE_MOST else None


def work_days_later(
    at: datetime, days: int, weekdays: Collection[int], closed: Collection[date], zone: str
) -> datetime:
    """The same time of the day, so many days at work later. Who has no hours works Monday to Friday."""
    working = weekdays or MONDAY_TO_FRIDAY
    local = at.astimezone(ZoneInfo(zone))
    day, left = local.date(), days
    while left:
        day += A_DAY
        left -= day.weekday() in working and day not in closed
    return datetime.combine(day, local.time(), ZoneInfo(zone)).astimezone(UTC)


def _urgent(facts: Facts) -> list[Reason]:
    """Until somebody closed the alert, or answered."""
    found = [Reason(Kind.ALERT, at, day=day_in(facts.zone, at)) for at in sorted(facts.alerts)[:1]]
    if facts.talk_since:
        found.append(Reason(Kind.TALK, facts.talk_since, day=day_in(facts.zone, facts.talk_since)))
    return found


def _changed(facts: Facts, limits: Limits) -> list[Reason]:
    found = [
        _use(facts),
        _strong(facts, limits),
        _rise(facts, limits),
        _again(Kind.MISSED, facts.missed, limits.missed, facts),
        _silent(facts, limits),
        _again(Kind.SLEEP, facts.short_nights, limits.short_nights, facts),
        Reason(Kind.WAITS, facts.late_since, day=facts.waits_on) if facts.late_since else None,
        _again(Kind.MEDICINE, facts.without_medicine, limits.medicine_days, facts),
    ]
    return [one for one in found if one]


def _is_soon(facts: Facts, limits: Limits) -> bool:
    soon = facts.now + timedelta(hours=limits.session_hours)
    return facts.session_at is not None and facts.session_at <= soon


def _use(facts: Facts) -> Reason | None:
    new = [one for one in facts.uses if one.at > facts.since]
    if not new:
        return None
    days = {one.day for one in new}
    return Reason(Kind.USE, min(one.at for one in new), len(days), max(days))


def _strong(facts: Facts, limits: Limits) -> Reason | None:
    new = [one for one in facts.cravings if one.at > facts.since and one.strength >= limits.strong_from]
    if not new:
        return None
    highest = max(new, key=lambda one: (one.strength, one.at))
    return Reason(Kind.STRONG, min(one.at for one in new), highest.strength, highest.day)


def _rise(facts: Facts, limits: Limits) -> Reason | None:
    """The highest since then beside the highest of the window before, which is never under a week.

    A window without a number has none to compare with: it is not zero.
    """
    first = facts.since - _window(facts.since, facts.now)
    new = [one for one in facts.cravings if one.at > facts.since]
    before = [one.strength for one in facts.cravings if first < one.at <= facts.since]
    if not new or not before:
        return None
    highest = max(new, key=lambda one: one.strength)
    up = highest.strength - max(before)
    return Reason(Kind.RISE, highest.at, up, highest.day) if up >= limits.rise else None


def _again(kind: Kind, found: Sequence[Dated], least: int, facts: Facts) -> Reason | None:
    """So many in the last week, or since then where that is longer, and one of them is new."""
    first = min(facts.today - WEEK, day_in(facts.zone, facts.since))
    counted = [one for one in found if one.day > first or one.at > facts.since]
    new = [one.at for one in counted if one.at > facts.since]
    if len(counted) < least or not new:
        return None
    return Reason(kind, min(new), len(counted), max(one.day for one in counted))


def _silent(facts: Facts, limits: Limits) -> Reason | None:
    """Comes true again each time that as many days more have passed, so that one look does not end it."""
    days = (facts.today - facts.quiet_from).days if facts.quiet_from else 0
    if not facts.quiet_from or days < limits.silent_days:
        return None
    crossed = facts.quiet_from + A_DAY * (days // limits.silent_days * limits.silent_days)
    at = datetime.combine(crossed, time.min, ZoneInfo(facts.zone)).astimezone(UTC)
    return Reason(Kind.SILENT, at, days, facts.quiet_from) if at > facts.since else None


def _window(since: datetime, now: datetime) -> timedelta:
    return max(now - since, WEEK)


def _or_last(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("inf")
