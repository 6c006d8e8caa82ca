"""Finding a client's practice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import counts_since, db, one_or_404
from companion.records.skills.models import Practice


def practice_of(client: Person, practice_id: UUID) -> Practice:
    return one_or_404(select(Practice).where(Practice.client_id == client.id, Practice.id == practice_id))


def practice_sent_as(client: Person, submission_id: UUID) -> Practice | None:
    return db.session.scalar(
        select(Practice).where(Practice.client_id == client.id, Practice.submission_id == submission_id)
    )


def practices_of(
    client: Person, *, since: datetime | None = None, skill_key: str | None = None, limit: int = 200
) -> list[Practice]:
    """Newest first."""
    chosen = select(Practice).where(Practice.client_id == client.id)
    if since:
        chosen = chosen.where(Practice.practiced_at >= since)
    if skill_key:
        chosen = chosen.where(Practice.skill_key == skill_key)
    return list(db.session.scalars(chosen.order_by(Practice.practiced_at.desc()).limit(limit)))


def rated_pairs_of(client: Person) -> list[tuple[str, int, int]]:
    """Skill, urge before and after, for each practice rated both times."""
    found = db.session.execute(
        select(Practice.skill_key, Practice.before, Practice.after).where(
            Practice.client_id == client.id, Practice.before.is_not(None), Practice.after.is_not(None)
        )
    )
    return [(skill_key, before or 0, after or 0) for skill_key, before, after in found]


def practice_counts_since(since: Mapping[UUID, datetime]) -> dict[UUID, int]:
    """How many each client logged after that moment, in one query."""
    return counts_since(Practice.client_id, Practice.practiced_at, since)
