"""From rows to items. What several of them need is asked for once, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from companion.access import received
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.words import _
from companion.overviews.timeline import clinic, logged, planned
from companion.overviews.timeline.entries import Around, Item, Place
from companion.overviews.timeline.rules import Kind
from companion.programs import queries as programs
from companion.records.cravings.forms import TRIGGER_WORDS
from companion.records.days import queries as days
from companion.records.plan import queries as plan
from companion.records.plan.models import PlanComment
from companion.records.schedule.models import Appointment
from companion.records.schedule.timeline import appointments_by_id
from companion.records.skills.shelves import shelf_of

MAKERS: dict[Kind, Any] = {
    Kind.CRAVING: logged.craving,
    Kind.PRACTICE: logged.practice,
    Kind.CHECK_IN: logged.check_in,
    Kind.USE: logged.use,
    Kind.JOURNAL: logged.entry,
    Kind.TOPIC: logged.topic,
    Kind.NOTICE: logged.notice,
    Kind.MEASURE: clinic.measure,
    Kind.HOME_CHECK: clinic.home_check,
    Kind.SESSION: clinic.session,
    Kind.MESSAGE: clinic.message,
    Kind.ALERT: clinic.alert,
    Kind.NOTE: clinic.note,
    Kind.PLAN: planned.changed,
}
# Their earlier versions say whether they were changed; the others know it themselves.
VERSIONED = {Kind.CRAVING, Kind.PRACTICE, Kind.CHECK_IN, Kind.SESSION, Kind.PLAN}


def items_of(client: Person, places: Sequence[Place]) -> list[Item]:
    """In the order given."""
    around = _around(client, places)
    marked = _with_clock_off(client, places)
    return [_marked(MAKERS[place.kind](place, place.row, around), place, marked) for place in places]


def _with_clock_off(client: Person, places: Sequence[Place]) -> set[UUID]:
    sent = {getattr(place.row, "submission_id", None) for place in places}
    return received.with_clock_off(client, {one for one in sent if one})


def _marked(item: Item, place: Place, marked: Collection[UUID]) -> Item:
    """What came from a phone whose clock was far off says so: its time is our reckoning."""
    if getattr(place.row, "submission_id", None) not in marked:
        return item
    return replace(item, facts=(*item.facts, _("Phone clock was far off, the time was set right")))


def _around(client: Person, places: Sequence[Place]) -> Around:
    named = (getattr(place.row, "appointment_id", None) for place in places)
    ids = {one for one in named if one}
    program = client.program_id
    return Around(
        client=client,
        shelf=shelf_of(program),
        triggers={**TRIGGER_WORDS, **plan.trigger_words_of(client)},
        questions={str(one.id): one for one in days.questions_of(program, with_retired=True)},
        sessions=appointments_by_id(program, ids),
        changed=frozenset(_changed(client, places)),
        is_use_announced=programs.is_use_announced(client),
    )


def _changed(client: Person, places: Collection[Place]) -> set[UUID]:
    rows = [place.row for place in places if place.kind in VERSIONED]
    return trail.changed_among(
        client, [row for row in rows if not isinstance(row, Appointment | PlanComment)]
    )
