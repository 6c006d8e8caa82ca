"""A page of a client's timeline: the heads of each record's own list, merged, the newest first.

Each list is read from where the last page ended, so that a page costs the same however far back it is.
Counseling notes are no part of it: nothing here can ask for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, false, union_all

from companion.accounts.models import Person
from companion.core.db import db
from companion.core.keyset import Listed, Mark
from companion.overviews.timeline import items, rules, wording
from companion.overviews.timeline.entries import Item, Place
from companion.overviews.timeline.rules import Kind
from companion.overviews.timeline.wording import Total
from companion.records.agenda import queries as agenda
from companion.records.alerts import queries as alerts
from companion.records.assessments import queries as measures
from companion.records.attendance import queries as attendance
from companion.records.cravings import queries as cravings
from companion.records.cravings.models import Craving
from companion.records.days import queries as days
from companion.records.home import queries as home
from companion.records.journal import queries as journal
from companion.records.messages import queries as messages
from companion.records.notes import queries as notes
from companion.records.plan import timeline as plan
from companion.records.schedule import timeline as schedule
from companion.records.skills import queries as skills

LISTS: dict[Kind, tuple[Callable[[Person], Listed[Any]], ...]] = {
    Kind.CRAVING: (cravings.cravings_listed,),
    Kind.PRACTICE: (skills.practices_listed,),
    Kind.CHECK_IN: (days.check_ins_listed,),
    Kind.USE: (days.uses_told_listed,),
    Kind.JOURNAL: (journal.shared_listed,),
    Kind.TOPIC: (agenda.topics_listed,),
    Kind.MEASURE: (measures.finished_listed,),
    Kind.HOME_CHECK: (home.home_checks_listed,),
    # Before the sessions as they were planned: of one session the mark is what stands there.
    Kind.SESSION: (attendance.attendances_listed,),
    Kind.NOTICE: (attendance.notices_listed,),
    Kind.PLAN: (plan.lines_listed, plan.answers_listed, plan.goals_listed, plan.comments_listed),
    Kind.MESSAGE: (messages.messages_listed,),
    Kind.ALERT: (alerts.alerts_listed,),
    Kind.NOTE: (notes.notes_listed, notes.comments_listed),
}
Months = list[tuple[date, str, list[Item]]]


@dataclass(frozen=True)
class Page:
    """``months`` are the first day of each, its sum in words and its items; ``older`` marks the next page."""

    months: Months
    older: Mark | None


def page_of(
    client: Person, now: datetime, *, kinds: Collection[Kind], before: Mark | None, limit: int = rules.PAGE
) -> Page:
    lists = lists_of(client, now, kinds)
    found = _merged(lists, before, limit + 1)
    shown = items.items_of(client, found[:limit])
    older = shown[-1].mark if len(found) > limit else None
    return Page(_by_month(client, shown, _totals(client, lists, shown)), older)


def every_item_of(client: Person, now: datetime, kinds: Collection[Kind]) -> Iterator[list[Item]]:
    """All of it, a page at a time: what was handed out is not kept."""
    before: Mark | None = None
    while True:
        found = _merged(lists_of(client, now, kinds), before, rules.FILE_PAGE)
        if not found:
            return
        yield items.items_of(client, found)
        before = found[-1].mark


def lists_of(client: Person, now: datetime, kinds: Collection[Kind]) -> dict[Kind, list[Listed[Any]]]:
    """What the care team may read, by kind."""
    lists = {kind: [listed(client) for listed in LISTS[kind]] for kind in Kind if kind in kinds}
    if Kind.SESSION in lists:
        lists[Kind.SESSION] += schedule.sessions_listed(client, now)
    return lists


def _merged(lists: dict[Kind, list[Listed[Any]]], before: Mark | None, limit: int) -> list[Place]:
    """The newest of all. What stands in two lists, like a session and its attendance, is there once."""
    found: dict[Mark, Place] = {}
    for kind, listeds in lists.items():
        for listed in listeds:
            for row in listed.before(before, limit):
                mark = listed.mark_of(row)
                found.setdefault(mark, Place(mark, kind, row))
    return sorted(found.values(), key=lambda place: place.mark, reverse=True)[:limit]


def _by_month(client: Person, shown: list[Item], totals: dict[date, dict[Kind, Total]]) -> Months:
    months = groupby(shown, key=lambda item: rules.first_of_month(item.mark.at, client.zone))
    return [(first, wording.summed_up(totals.get(first, {})), list(found)) for first, found in months]


def _totals(
    client: Person, lists: dict[Kind, list[Listed[Any]]], shown: list[Item]
) -> dict[date, dict[Kind, Total]]:
    """Of the whole months, also where the page begins or ends in the middle of one. One query for all."""
    if not shown:
        return {}
    since, until = rules.months_around(shown[-1].mark.at, shown[0].mark.at, client.zone)
    asked = [_moments(kind, one, since, until) for kind, listeds in lists.items() for one in listeds]
    counted: dict[date, dict[Kind, set[tuple[Any, bool]]]] = {}
    for kind, row_id, at, is_rated in db.session.execute(union_all(*asked)):
        month = counted.setdefault(rules.first_of_month(at, client.zone), {})
        month.setdefault(Kind(kind), set()).add((row_id, bool(is_rated)))
    return {
        month: {kind: Total(len(rows), sum(rated for _, rated in rows)) for kind, rows in kinds.items()}
        for month, kinds in counted.items()
    }


def _moments(kind: Kind, listed: Listed[Any], since: datetime, until: datetime) -> Select[Any]:
    is_rated: ColumnElement[bool] = Craving.rated_at.is_not(None) if kind == Kind.CRAVING else false()
    return listed.moments(since, until, kind.value, is_rated)
