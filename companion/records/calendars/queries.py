"""Finding the address under which a client's calendar app reads."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.accounts.queries import token_hash
from companion.core.db import db, one_or_404
from companion.records.calendars.models import CalendarFeed


def feed_of(client: Person) -> CalendarFeed | None:
    """The one that works now."""
    live = CalendarFeed.client_id == client.id, CalendarFeed.revoked_at.is_(None)
    return db.session.scalar(select(CalendarFeed).where(*live).limit(1))


def feed_behind(token: str) -> CalendarFeed:
    """With its client. 404 for an address that never was, that ended, or whose client has left."""
    return one_or_404(
        select(CalendarFeed)
        .options(joinedload(CalendarFeed.client, innerjoin=True))
        .join(Person, Person.id == CalendarFeed.client_id)
        .where(
            CalendarFeed.token_hash == token_hash(token),
            CalendarFeed.revoked_at.is_(None),
            Person.left_at.is_(None),
        )
    )


def feeds_to_end(client: Person) -> list[CalendarFeed]:
    """Of two who make an address at once, the second waits here and ends what the first one made."""
    db.session.get(Person, client.id, with_for_update={"key_share": True})
    live = CalendarFeed.client_id == client.id, CalendarFeed.revoked_at.is_(None)
    return list(db.session.scalars(select(CalendarFeed).where(*live)))
