"""What a counselor has read, and until when."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.reviews.models import Review


def newest_reviews(client_ids: Collection[UUID]) -> list[Review]:
    """Of each client the newest of each counselor that was not taken back, the oldest first: one query."""
    newest = func.row_number().over(
        partition_by=(Review.client_id, Review.counselor_id), order_by=Review.reviewed_at.desc()
    )
    ranked = (
        select(Review.id, newest.label("place"))
        .where(Review.client_id.in_(client_ids), Review.undone_at.is_(None))
        .subquery()
    )
    chosen = select(Review).join(ranked, ranked.c.id == Review.id).where(ranked.c.place == 1)
    found = db.session.scalars(chosen.options(joinedload(Review.counselor)).order_by(Review.reviewed_at))
    return list(found)


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
