"""Finding what a client wants to talk about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core import words
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed
from companion.records.agenda import rules
from companion.records.agenda.models import Topic


@dataclass(frozen=True)
class Wanted:
    """One thing that the client wants to talk about, and what of it stands on the counselor's page."""

    topic: Topic
    said: str

    @property
    def is_whole(self) -> bool:
        return self.said == self.topic.body


def wanted(topics: Sequence[Topic]) -> tuple[list[Wanted], list[Topic]]:
    """Those that there is room for, and the rest."""
    bodies = [topic.body for topic in topics[: rules.MOST_SHOWN]]
    said = words.fitted(bodies, each=rules.LONGEST_SHOWN, room=rules.SHOWN_TOGETHER)
    return [Wanted(*one) for one in zip(topics, said, strict=False)], list(topics[len(said) :])


def topics_of(client: Person, now: datetime) -> list[Topic]:
    """What waits to be talked about, in the order in which it was added; what was ticked off today, last."""
    recent = or_(Topic.talked_at.is_(None), Topic.talked_at > now - rules.SHOWN_TALKED)
    found = db.session.scalars(_listed(client).options(joinedload(Topic.ticker)).where(recent))
    return sorted(found, key=lambda topic: (topic.talked_at is not None, topic.added_at, topic.id))


def topics_for_group(client_ids: Collection[UUID]) -> dict[UUID, list[Topic]]:
    """What each client marked for the group and nobody talked about yet, in the order it was added."""
    found: dict[UUID, list[Topic]] = {}
    chosen = select(Topic).where(
        Topic.client_id.in_(client_ids),
        Topic.is_for_group,
        Topic.removed_at.is_(None),
        Topic.talked_at.is_(None),
    )
    for topic in db.session.scalars(chosen.order_by(Topic.added_at, Topic.id)):
        found.setdefault(topic.client_id, []).append(topic)
    return found


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
