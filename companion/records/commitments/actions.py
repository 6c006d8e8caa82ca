"""Adding what fills a client's week, changing it, taking it off the list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.commitments import queries
from companion.records.commitments.models import Commitment
from companion.records.commitments.rules import Kind


class ChangedMeanwhile(Refusal):
    """It was changed or removed on another page."""


@dataclass(frozen=True)
class Details:
    kind: Kind
    days: Collection[int]
    starts_at: time
    ends_at: time
    label: str = ""


def add(client: Person, *, submission: UUID, details: Details, at: datetime) -> Commitment:
    """One commitment, however often the form arrives."""
    earlier = queries.commitment_sent_as(client, submission)
    if earlier:
        return earlier
    commitment = Commitment(program_id=client.program_id, client_id=client.id, submission_id=submission)
    commitment.kind, commitment.created_at = details.kind, at
    commitment.weekdays = ",".join(str(day) for day in sorted(set(details.days)))
    commitment.starts_at, commitment.ends_at = details.starts_at, details.ends_at
    commitment.label = details.label
    db.session.add(commitment)
    db.session.flush()
    _note("commitment:added", commitment, at)
    return commitment


def replace(
    commitment: Commitment, *, client: Person, submission: UUID, details: Details, at: datetime
) -> Commitment:
    """The old one ends and a new one begins, so that what was true before stays known.

    Raises ChangedMeanwhile.
    """
    earlier = queries.commitment_sent_as(client, submission)
    if earlier:
        return earlier
    if commitment.ended_at:
        raise ChangedMeanwhile(_("This was changed or removed on another page. Please look at your list."))
    end(commitment, at=at)
    return add(client, submission=submission, details=details, at=at)


def end(commitment: Commitment, *, at: datetime) -> None:
    """Off the list. Nothing is destroyed, so it can be undone."""
    if commitment.ended_at is None:
        commitment.ended_at = at
        _note("commitment:ended", commitment, at)


def restore(commitment: Commitment, *, at: datetime) -> None:
    if commitment.ended_at:
        commitment.ended_at = None
        _note("commitment:restored", commitment, at)


def _note(action: str, commitment: Commitment, at: datetime) -> None:
    trail.note(
        action,
        program_id=commitment.program_id,
        at=at,
        by_id=commitment.client_id,
        client_id=commitment.client_id,
        subject_id=commitment.id,
    )
