"""A client's own page of numbers. It costs the same number of queries however long the history is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.core.db import db
from companion.overviews.progress import rules
from companion.records.cravings import queries as cravings
from companion.records.cravings.models import Craving
from companion.records.days import queries as days
from companion.records.days import rules as day_rules
from companion.records.skills import queries as practices
from companion.records.skills import rules as skill_rules
from companion.records.skills import shelves
from companion.records.skills.library import Skill
from companion.records.skills.rules import Pair, Record


@dataclass(frozen=True)
class Waves:
    """Of all time. ``ridden`` were rated again, whatever came of them."""

    cravings: int
    ridden: int
    first_at: datetime | None
    milestones: dict[date, int]


@dataclass(frozen=True)
class Lately:
    """The cravings of the last weeks."""

    change: rules.Change
    weeks: list[rules.Week]
    times: rules.Times


@dataclass(frozen=True)
class Days:
    """``numbers`` is None where the client chose not to see them."""

    numbers: day_rules.Numbers | None
    shows_run: bool
    milestones: dict[date, int]
    shelf: rules.Shelf
    months: list[rules.Month]


@dataclass(frozen=True)
class Progress:
    """``lately`` is None before the first craving, ``days`` before the first mark or chosen date."""

    waves: Waves
    lately: Lately | None
    helps: list[tuple[Skill, Record]]
    days: Days | None

    @property
    def is_empty(self) -> bool:
        return not self.lately and not self.helps and not self.days


def progress_of(client: Person, now: datetime, month: date | None = None) -> Progress:
    """``month`` is the newest one whose days are drawn: this one, unless the client looks back."""
    waves = _waves_of(client)
    return Progress(waves, _lately(client, waves, now), _helps(client, now), _days(client, now, month))


def _waves_of(client: Person) -> Waves:
    own = (Craving.client_id == client.id, Craving.removed_at.is_(None))
    totals = select(func.count(), func.count(Craving.rated_at), func.min(Craving.occurred_at)).where(*own)
    first_ones = select(Craving.rated_at).where(*own, Craving.rated_at.is_not(None))
    first_ones = first_ones.order_by(Craving.rated_at).limit(max(rules.WAVES))
    rated = db.session.scalars(first_ones).all()
    rated_on = [day_rules.day_in(client.zone, at) for at in rated if at]
    return Waves(*db.session.execute(totals).one(), rules.wave_milestones(rated_on))


def _lately(client: Person, waves: Waves, now: datetime) -> Lately | None:
    if waves.first_at is None:
        return None
    first, local = (rules.on_the_wall(at, client.zone) for at in (waves.first_at, now))
    since = datetime.combine(rules.first_week(local.date()), time.min, ZoneInfo(client.zone))
    found = [one for one in cravings.cravings_of(client, since=since) if one.removed_at is None]
    ats = [rules.on_the_wall(one.occurred_at, client.zone) for one in found]
    return Lately(
        rules.change(ats, first, local),
        rules.weeks(ats, first.date(), local.date()),
        rules.times(ats),
    )


def _helps(client: Person, now: datetime) -> list[tuple[Skill, Record]]:
    """What was rated before and after, with a craving or in practice; the highest score first."""
    pairs = [Pair(*pair) for pair in cravings.rated_pairs_of(client)] + practices.rated_pairs_of(client)
    known = skill_rules.records(pairs, now)
    found = [
        (skill, known[skill.key]) for skill in shelves.shelf_of(client.program_id).every if skill.key in known
    ]
    return sorted(found, key=lambda one: (one[1].rated < skill_rules.ENOUGH_PAIRS, -one[1].score))


def _days(client: Person, now: datetime, month: date | None) -> Days | None:
    count, marks = days.day_count_of(client), days.marks_of(client)
    began_on, is_shown = (count.began_on, count.is_shown) if count else (None, True)
    known = [*([began_on] if began_on else []), *list(marks)[:1]]
    if not known:
        return None
    today = day_rules.day_in(client.zone, now)
    shelf = rules.shelf(month, min(known), today)
    return Days(
        numbers=day_rules.numbers(began_on, marks, today) if is_shown else None,
        shows_run=bool(count and count.shows_run),
        milestones=day_rules.milestones(marks) if is_shown else {},
        shelf=shelf,
        months=[rules.month(first, marks, known[0], today) for first in shelf.shown],
    )
