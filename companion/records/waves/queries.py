"""Finding the numbers of one wave."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select

from companion.accounts.models import Person
from companion.core.db import db
from companion.records.waves.models import WaveRating


def ratings_of_craving(client: Person, craving_id: UUID) -> list[WaveRating]:
    """In the order in which they were given."""
    return _in_order(_ratings_of(client).where(WaveRating.craving_id == craving_id))


def ratings_of_practice(client: Person, practice_id: UUID) -> list[WaveRating]:
    return _in_order(_ratings_of(client).where(WaveRating.practice_id == practice_id))


def was_sent(client: Person, submission_id: UUID) -> bool:
    """Whether this form made its rating already."""
    return bool(db.session.scalar(_ratings_of(client).where(WaveRating.submission_id == submission_id)))


def _ratings_of(client: Person) -> Select[WaveRating]:
    return select(WaveRating).where(WaveRating.client_id == client.id)


def _in_order(chosen: Select[WaveRating]) -> list[WaveRating]:
    return list(db.session.scalars(chosen.order_by(WaveRating.rated_at, WaveRating.id)))
