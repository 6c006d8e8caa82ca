"""Finding what fills a client's week."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.commitments import rules
from companion.records.commitments.models import Commitment
from companion.records.commitments.rules import Clash


def commitments_of(client: Person) -> list[Commitment]:
    """Those that still are, by the first of their days and the time at which they begin."""
    found = db.session.scalars(
        select(Commitment).where(Commitment.client_id == client.id, Commitment.ended_at.is_(None))
    )
    return sorted(found, key=lambda one: (one.hours.days, one.starts_at, one.ends_at))


def clashing_with(client: Person, starts_at: datetime, ends_at: datetime) -> list[Clash[Commitment]]:
    """What of the client's week shares time with a session then."""
    return rules.clashes(commitments_of(client), starts_at, ends_at, client.zone)


def commitment_of(client: Person, commitment_id: UUID, *, with_ended: bool = False) -> Commitment:
    chosen = select(Commitment).where(Commitment.client_id == client.id, Commitment.id == commitment_id)
    if not with_ended:
        chosen = chosen.where(Commitment.ended_at.is_(None))
    return one_or_404(chosen)


def commitment_sent_as(client: Person, submission_id: UUID) -> Commitment | None:
    """The commitment that this form made already, also if it ended since."""
    return db.session.scalar(
        select(Commitment).where(Commitment.client_id == client.id, Commitment.submission_id == submission_id)
    )
