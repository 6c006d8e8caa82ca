"""A row of the caseload in words: why it stands where it stands, each reason with the way to its data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from companion.core import words
from companion.core.words import _, _n
from companion.overviews.caseload import rules
from companion.overviews.caseload.queries import Row
from companion.records.triage import rules as triage
from companion.records.triage import wording
from companion.records.triage.facts import Kind, Shares, day_in

# What the timeline is filtered by. The brief looks back to the last meeting, and that may be later than the
# last look.
PLACES = {
    Kind.USE: "use",
    Kind.STRONG: "craving",
    Kind.RISE: "craving",
    Kind.MISSED: "session",
    Kind.SLEEP: "check-in",
    Kind.MEDICINE: "check-in",
}
NEWS = {"check_in": "check-in", "craving": "craving", "practice": "practice", "entry": "journal"}
LOOKS = {Kind.ALERT: "help", Kind.TALK: "help"}


@dataclass(frozen=True)
class Chip:
    words: str
    address: str
    look: str


@dataclass(frozen=True)
class Drawn:
    """The highest craving of each day: ``x`` from 0 to 1, ``value`` none where nothing was rated."""

    points: list[dict[str, float | int | None]]
    finding: str


def chips_of(row: Row, now: datetime) -> list[Chip]:
    """Why, the most pressing first; then what else is new."""
    return [*_reasons(row, day_in(row.client.zone, now)), *_news(row)]


def shares_of(row: Row, now: datetime) -> str:
    """Empty for one who shares more than a little, who came a week ago, or whose stay is over."""
    today = day_in(row.client.zone, now)
    stay = row.enrolment
    if stay is None or stay.is_over_on(today) or today - stay.began_on < triage.WEEK:
        return ""
    found: Shares | None = triage.shares(row.entries.kinds(now - triage.LOOK_BACK))
    return str(wording.SHARES[found]) if found else ""


def drawing_of(row: Row, now: datetime) -> Drawn | None:
    """None without any number to draw."""
    today = day_in(row.client.zone, now)
    days = rules.highest_by_day([(one.day, one.strength) for one in row.entries.rated], today)
    known = [(day, value) for day, value in days if value is not None]
    if not known:
        return None
    points = [{"x": number / (len(days) - 1), "value": value} for number, (_day, value) in enumerate(days)]
    return Drawn(points, _finding(known, len(days)))


def last_entry_of(row: Row, now: datetime, zone: str) -> str:
    if row.entries.last_at:
        return _("Last entry %(when)s", when=_short(row.entries.last_at, now, zone))
    if row.enrolment and row.enrolment.began_on > (now - triage.LOOK_BACK).date():
        return _("No entry yet")
    return _("No entry for over %(num)d days", num=triage.LOOK_BACK.days)


def reviewed_of(row: Row, now: datetime, zone: str) -> str:
    if row.review is None:
        return _("Not reviewed yet")
    when = _short(row.review.reviewed_at, now, zone)
    return _("Reviewed by %(name)s, %(when)s", name=row.review.counselor.name, when=when)


def _reasons(row: Row, today: date) -> Iterator[Chip]:
    for reason in row.standing.reasons:
        look = LOOKS.get(reason.kind, "warn")
        yield Chip(wording.said(reason, today), _address(reason.kind, row), look)


def _address(kind: Kind, row: Row) -> str:
    if kind == Kind.ALERT:
        return url_for("counselor.alerts.show_one", client_id=row.client.id, alert_id=row.alerts[0].id)
    if kind in (Kind.TALK, Kind.WAITS):
        return url_for("counselor.messages.index", client_id=row.client.id)
    return _timeline(row, PLACES.get(kind))


def _timeline(row: Row, kind: str | None) -> str:
    return url_for("counselor.timeline.index", client_id=row.client.id, kind=kind)


def _news(row: Row) -> Iterator[Chip]:
    for kind, count in row.entries.counts(row.since).items():
        # A use is among the reasons already.
        if kind != "use":
            yield Chip(_new(kind, count), _timeline(row, NEWS[kind]), "")


def _new(kind: str, count: int) -> str:
    return {
        "check_in": lambda: _n("%(num)s check-in", "%(num)s check-ins", count),
        "craving": lambda: _n("%(num)s craving", "%(num)s cravings", count),
        "practice": lambda: _n("%(num)s practice", "%(num)s practices", count),
        "entry": lambda: _n("%(num)s entry shared", "%(num)s entries shared", count),
    }[kind]()


def _finding(known: list[tuple[date, int]], days: int) -> str:
    day, highest = max(known, key=lambda one: (one[1], one[0]))
    last_day, newest = known[-1]
    said = _(
        "Highest craving in %(num)d days: %(highest)d, %(day)s.",
        num=days,
        highest=highest,
        day=words.day(day),
    )
    said += " " + _("Newest: %(newest)d, %(day)s.", newest=newest, day=words.day(last_day))
    missing = days - len(known)
    if missing:
        said += " " + _n("No number on %(num)d day.", "No number on %(num)d days.", missing)
    return said


def _short(at: datetime, now: datetime, zone: str) -> str:
    """Such as "Mon 9:10 AM" within the last days, else the day."""
    day = day_in(zone, at)
    if day_in(zone, now) - day < triage.WEEK:
        return f"{words.weekday(day)} {words.clock_time(at, zone)}"
    return words.day(day)
