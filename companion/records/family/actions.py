"""Saying how today is, and writing for the people who support one. What it said before is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.family import queries
from companion.records.family.models import OwnNumber, TodaysLine, Wish
from companion.records.family.rules import Heading, Mood


def say(client: Person, *, day: date, mood: Mood | None, words: str, at: datetime) -> None:
    line = queries.line_to_change(client, day)
    if line is None:
        line = TodaysLine(program_id=client.program_id, client_id=client.id, day=day)
        db.session.add(line)
    elif (line.mood, line.words) == (mood, words):
        return
    else:
        trail.keep_version(line, ["mood", "words"], by_id=client.id, at=at)
    line.mood, line.words, line.said_at = mood, words, at


def write(client: Person, words: Mapping[Heading, str], phone: str, *, at: datetime) -> None:
    there = {wish.heading: wish for wish in queries.every_wish_of(client)}
    for heading, said in words.items():
        _write_one(client, there.get(heading), heading, said, at)
    _keep_number(client, phone, at)


def _write_one(client: Person, wish: Wish | None, heading: Heading, words: str, at: datetime) -> None:
    if (wish.words if wish else "") == words:
        return
    if wish:
        trail.keep_version(wish, ["words"], by_id=client.id, at=at)
    else:
        wish = Wish(program_id=client.program_id, client_id=client.id, heading=heading)
        db.session.add(wish)
    wish.words, wish.changed_at = words, at


def _keep_number(client: Person, phone: str, at: datetime) -> None:
    number = queries.number_of(client)
    if (number.phone if number else "") == phone:
        return
    if number is None:
        number = OwnNumber(program_id=client.program_id, client_id=client.id)
        db.session.add(number)
    number.phone, number.changed_at = phone, at
