"""Finding what a client wants to talk about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed
from companion.records.agenda import rules
from companion.records.agenda.models import Topic


def topics_of(client: Person, now: datetime) -> list[Topic]:
    """What waits to be talked about, in the order in which it was added; what was ticked off today, last."""
    recent = or_(Topic.talked_at.is_(None), Topic.talked_at > now - rules.SHOWN_TALKED)
    found = db.session.scalars(_listed(client).options(joinedload(Topic.ticker)).where(recent))
    return sorted(found, key=lambda topic: (topic.talked_at is not None, topic.added_at, topic.id))


def topic_of(client: Person, topic_id: UUID, *, with_removed: bool = False) -> Topic:
    chosen = select(Topic).where(Topic.client_id == client.id, Topic.id == topic_id)
    if not with_removed:
        chosen = chosen.where(Topic.removed_at.is_(None))
    return one_or_404(chosen)


def topic_sent_as(client: Person, submission_id: UUID) -> Topic | None:
    """What this form added already, also if it was removed since."""
    return db.session.scalar(
        select(Topic).where(Topic.client_id == client.id, Topic.submission_id == submission_id)
    )


def _listed(client: Person) -> Select[Topic]:
    return select(Topic).where(Topic.client_id == client.id, Topic.removed_at.is_(None))


def topics_listed(client: Person) -> Listed[Topic]:
    """For a list to page through, those that were talked about too."""
    kept = (Topic.client_id == client.id, Topic.removed_at.is_(None))
    return Listed(Topic, Topic.added_at, Topic.id, kept, (joinedload(Topic.ticker),))
