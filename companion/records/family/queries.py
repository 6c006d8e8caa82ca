"""Finding what a client wrote for the people who support them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.family.models import OwnNumber, TodaysLine, Wish
from companion.records.family.rules import Heading


def line_of(client: Person, day: date) -> TodaysLine | None:
    """What the client said of that day; one that was emptied is none."""
    found = line_to_change(client, day)
    return found if found and (found.mood or found.words) else None


def line_to_change(client: Person, day: date) -> TodaysLine | None:
    return db.session.scalar(
        select(TodaysLine).where(TodaysLine.client_id == client.id, TodaysLine.day == day)
    )


def wishes_of(client: Person) -> dict[Heading, Wish]:
    """By heading, without those that were emptied."""
    found = {wish.heading: wish for wish in every_wish_of(client) if wish.words}
    return {heading: found[heading] for heading in Heading if heading in found}


def every_wish_of(client: Person) -> list[Wish]:
    return list(db.session.scalars(select(Wish).where(Wish.client_id == client.id)))


def number_of(client: Person) -> OwnNumber | None:
    return db.session.scalar(select(OwnNumber).where(OwnNumber.client_id == client.id))
