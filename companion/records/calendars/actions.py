"""Making the secret address of a client's calendar, and ending it."""

from __future__ import annotations

import secrets
from datetime import datetime

from companion.accounts.models import Person
from companion.accounts.queries import token_hash
from companion.audit import trail
from companion.core.db import db
from companion.records.calendars import queries
from companion.records.calendars.models import CalendarFeed

TOKEN_BYTES = 16


def issue(client: Person, *, shows_place: bool, at: datetime) -> str:
    """The secret part of a new address, told this once. The address before it stops working."""
    revoke(client, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed(program_id=client.program_id, client_id=client.id, token_hash=token_hash(token))
    feed.shows_place, feed.issued_at = shows_place, at
    db.session.add(feed)
    db.session.flush()
    _note("calendar:issued", feed, at)
    return token


def revoke(client: Person, *, at: datetime) -> None:
    """From the next request on, the address answers like one that never was."""
    for feed in queries.feeds_to_end(client):
        feed.revoked_at = at
        _note("calendar:revoked", feed, at)


def show_place(feed: CalendarFeed, *, shows_place: bool, at: datetime) -> None:
    if feed.shows_place != shows_place:
        feed.shows_place = shows_place
        _note("calendar:place-shown" if shows_place else "calendar:place-hidden", feed, at)


def _note(action: str, feed: CalendarFeed, at: datetime) -> None:
    trail.note(
        action,
        program_id=feed.program_id,
        at=at,
        by_id=feed.client_id,
        client_id=feed.client_id,
        subject_id=feed.id,
    )
