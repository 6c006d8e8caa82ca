"""What waits, and what was given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select

from companion.core.db import db, one_or_404
from companion.outbox.models import Message

# A message that has waited for so long is said to the administrator.
LONG = timedelta(hours=1)
SHOWN = 100


def stuck_in(program_id: UUID, now: datetime) -> list[Message]:
    """Given up, or waiting for more than an hour; the newest first, at most 100."""
    is_late = and_(Message.due_at.is_not(None), Message.queued_at <= now - LONG)
    chosen = select(Message).where(
        Message.program_id == program_id,
        Message.sent_at.is_(None),
        or_(Message.failed_at.is_not(None), is_late),
    )
    return list(db.session.scalars(chosen.order_by(Message.queued_at.desc()).limit(SHOWN)))


def message_in(program_id: UUID, message_id: UUID) -> Message:
    """One that waits or was given up. What was withdrawn is nobody's to send again."""
    return one_or_404(
        select(Message).where(
            Message.program_id == program_id,
            Message.id == message_id,
            Message.sent_at.is_(None),
            or_(Message.due_at.is_not(None), Message.failed_at.is_not(None)),
        )
    )
