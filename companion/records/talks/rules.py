"""“Can you talk?”: how long it stands, and what is known of its delivery.

A mail server that took a message has not delivered it, and nobody can tell whether a person read it. So no
state here says "delivered" or "read".
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LINE_MOST = 120
# A second tap within this time is the same request: one email, not ten.
SAME_WITHIN = timedelta(minutes=10)
# How long the supporter's page shows it.
STANDS_FOR = timedelta(hours=12)


class Delivery(StrEnum):
    NO_EMAIL = "no_email"
    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    HELD_BACK = "held_back"


def delivery(
    *, has_message: bool, due_at: datetime | None, sent_at: datetime | None, failed_at: datetime | None
) -> Delivery:
    """What the outbox knows of it. Without anything due, sent or given up, it was withdrawn."""
    if not has_message:
        return Delivery.NO_EMAIL
    if sent_at:
        return Delivery.HANDED_OVER
    if failed_at:
        return Delivery.FAILED
    return Delivery.WAITING if due_at else Delivery.HELD_BACK
