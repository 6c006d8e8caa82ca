"""What a counselor has read, and until when."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.reviews.models import Review


def latest_reviews(counselor: Person, client_ids: Collection[UUID]) -> dict[UUID, Review]:
    """Each client's newest review by this counselor that was not taken back, in one query."""
    found = db.session.scalars(
        select(Review)
        .where(
            Review.counselor_id == counselor.id,
            Review.client_id.in_(client_ids),
            Review.undone_at.is_(None),
        )
        .order_by(Review.reviewed_at)
    )
    return {review.client_id: review for review in found}


def latest_review(counselor: Person, client: Person) -> Review:
    return one_or_404(
        select(Review)
        .where(
            Review.counselor_id == counselor.id,
            Review.client_id == client.id,
            Review.undone_at.is_(None),
        )
        .order_by(Review.reviewed_at.desc())
    )
