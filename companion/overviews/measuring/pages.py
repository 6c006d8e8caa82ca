"""What stands on each of the client's pages about an instrument."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for

from companion.access import queries as access
from companion.accounts.models import Person
from companion.core import clock
from companion.overviews.measuring import queries
from companion.programs import stays
from companion.records.assessments import queries as measures
from companion.records.assessments import rules, wording
from companion.records.assessments.library import Instrument
from companion.records.assessments.models import Measure
from companion.records.assessments.rules import Item
from companion.records.contacts import queries as contacts
from companion.records.home import queries as home

Context = dict[str, Any]


def address(view: str, measure: Measure, item: Item | None = None) -> str:
    asked: dict[str, Any] = {"item": item.id} if item else {}
    return url_for(f".{view}", slug=measure.instrument.slug, measure_id=measure.id, **asked)


def index(client: Person, now: datetime) -> Context:
    return {
        "standings": measures.standings_of(client, now),
        "is_home_check_due": home.is_due(client, now),
        "wording": wording,
    }


def instrument_page(client: Person, instrument: Instrument, now: datetime) -> Context:
    found = measures.finished_of(client, instrument.key)
    return {
        "instrument": instrument,
        "wording": wording,
        "draft": measures.draft_of(client, instrument.key, now),
        "can_begin": stays.present_stay(client, now) is not None,
        "measures": found,
        "readings": queries.readings_of(found, client.zone) if found else [],
    }


def measure_page(client: Person, measure: Measure) -> Context:
    """``people`` are for the crisis card, which stands on each page of a measure with an urgent answer."""
    return {
        "measure": measure,
        "instrument": measure.instrument,
        "answers": measure.answers,
        "people": contacts.help_contacts_of(client) if measure.is_urgent else [],
        "next_staffed": access.next_staffed_for(client, clock.now()) if measure.is_urgent else None,
        "wording": wording,
    }


def question(measure: Measure, item: Item) -> Context:
    asked = rules.asked(measure.instrument.items, measure.answers)
    place = next((number for number, one in enumerate(asked) if one.id == item.id), 0)
    earlier = asked[place - 1] if place else None
    return {"item": item, "place": place + 1, "length": len(asked), "earlier": earlier}


def review(measure: Measure) -> Context:
    """All that was asked, and what may be a slip of the finger."""
    items, answers = measure.instrument.items, measure.answers
    doubts = rules.warnings(measure.instrument.checks, answers)
    return {"asked": rules.asked(items, answers), "doubts": doubts}


def result(client: Person, measure: Measure, now: datetime) -> Context:
    """The measure beside those before it, and what else waits to be answered."""
    found = measures.finished_of(client, measure.instrument_key)
    until = found[next(place for place, one in enumerate(found) if one.id == measure.id) :]
    return {"readings": queries.readings_of(until, client.zone), "due": measures.due_of(client, now)}
