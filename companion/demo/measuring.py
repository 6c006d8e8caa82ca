"""What the demo's clients answered week by week: their measures, and what they said of home."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from companion.core.db import new_id
from companion.demo.content import luck, read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.records.assessments import library, rules, scoring
from companion.records.assessments.library import Instrument
from companion.records.assessments.models import Measure, content_of
from companion.records.assessments.rules import Item
from companion.records.home.models import HomeCheck
from companion.records.home.rules import EVERY, Question

EVENING = time(19, 20)
TAKES = timedelta(minutes=4)
USE_ITEMS = ("4", "5", "6")
# Nobody in the demo says yes to it: what follows from that is for people, and not made up.
SAFETY_ITEM = "9"

Answers = dict[str, int | None]


def measure(clients: Sequence[Client], days: Days, rows: Rows) -> None:
    for client in clients:
        if client.situation.name == "dana":
            _tell(client, days, rows)
        elif client.situation.name != "new":
            _make_up(client, days, rows)


def _tell(client: Client, days: Days, rows: Rows) -> None:
    for one in read("measures")["dana"]:
        instrument, at = library.newest(one["instrument"]), days.at(days.ago(one["days_ago"]), EVENING)
        _add(client, instrument, _told(instrument, one["answers"]), at, rows)
    for one in read("measures")["home"]:
        _add_home(client, one["answers"], days.at(days.ago(one["days_ago"]), EVENING), rows)


def _told(instrument: Instrument, said: str) -> Answers:
    """In the order of the questions, without the list of drugs, which a rule skips."""
    asked = [item.id for item in instrument.items if not item.id.startswith("7") or len(item.id) == 1]
    values = [None if one == "-" else int(one) for one in said.split()]
    return dict(zip(asked, values, strict=True))


def _make_up(client: Client, days: Days, rows: Rows) -> None:
    for key, rhythm in rules.USUAL.items():
        rng, instrument = luck(f"{key} {client.person.email}"), library.newest(key)
        about = read("measures")
        weight = rng.uniform(about["lightest"], about["heaviest"])
        for day in _each(client, days, rules.LENGTHS[rhythm], rng):
            answers = {item.id: _answer(item, instrument, weight, rng) for item in instrument.items}
            _add(client, instrument, answers, days.at(day, EVENING), rows)
            weight *= about["easing"] ** (rules.LENGTHS[rhythm].days / 7)
    rng = luck(f"home {client.person.email}")
    said = rng.choice(read("measures")["others"]["home"])
    for day in _each(client, days, EVERY, rng):
        _add_home(client, said, days.at(day, EVENING), rows)


def _each(client: Client, days: Days, step: timedelta, rng: random.Random) -> Iterator[date]:
    """From the first day on, up to a while before the last."""
    last = client.stay.ended_on or days.ago(1)
    day = max(client.stay.started_on, days.first) + timedelta(days=rng.randrange(3))
    while day <= last:
        yield day
        day += step


def _answer(item: Item, instrument: Instrument, weight: float, rng: random.Random) -> int | None:
    if instrument.safety and item.id == SAFETY_ITEM:
        return 0
    if instrument.key == "bam_iop" and item.id in USE_ITEMS:
        return int(rng.random() < weight / 6)
    if rng.random() < read("measures")["declined"]:
        return None
    share = 1 - weight if item.id in instrument.higher_is_better else weight
    place = round(rng.gauss(share * (len(item.options) - 1), 0.7))
    return item.options[max(0, min(len(item.options) - 1, place))].value


def _add(client: Client, instrument: Instrument, given: Answers, at: datetime, rows: Rows) -> None:
    answers, skipped = rules.settled(instrument.items, given)
    rows.add(
        Measure,
        client.person,
        {"content": content_of(answers, skipped)},
        submission_id=new_id(),
        instrument_key=instrument.key,
        instrument_version=instrument.version,
        begun_at=at,
        finished_at=at + TAKES,
        numbers={scale.key: scoring.number_of(scale, answers) for scale in instrument.scales},
    )


def _add_home(client: Client, said: str, at: datetime, rows: Rows) -> None:
    answers = dict(zip([question.value for question in Question], said.split(), strict=True))
    rows.add(
        HomeCheck, client.person, {"content": json.dumps(answers)}, submission_id=new_id(), answered_at=at
    )
