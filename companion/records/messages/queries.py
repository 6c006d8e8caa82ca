"""The thread of a client, and which threads wait for an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from companion.access import queries as access
from companion.accounts.models import Person
from companion.core import words
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed
from companion.programs import queries as programs
from companion.records.messages import rules
from companion.records.messages.models import ThreadMessage

PAGE = 30
# Of a message on a page that is not the thread.
SHOWN_WORDS = 8


@dataclass(frozen=True)
class Waiting:
    """``since`` is when the oldest unanswered one came.

    ``soon_since`` is when the oldest came that cannot wait for the next session, if one cannot.
    """

    since: datetime
    count: int
    soon_since: datetime | None

    @property
    def is_soon(self) -> bool:
        return self.soon_since is not None


def thread_of(client: Person, *, before: ThreadMessage | None = None) -> list[ThreadMessage]:
    """Newest first; one more than a page, so that the caller knows whether there are older ones."""
    chosen = _sent().where(ThreadMessage.client_id == client.id).options(joinedload(ThreadMessage.author))
    if before:
        chosen = chosen.where(
            or_(
                ThreadMessage.sent_at < before.sent_at,
                and_(ThreadMessage.sent_at == before.sent_at, ThreadMessage.id < before.id),
            )
        )
    newest = chosen.order_by(ThreadMessage.sent_at.desc(), ThreadMessage.id.desc())
    return list(db.session.scalars(newest.limit(PAGE + 1)))


def messages_listed(client: Person) -> Listed[ThreadMessage]:
    """What was sent and not taken back, for a list to page through."""
    sent = (ThreadMessage.client_id == client.id, ThreadMessage.taken_back_at.is_(None))
    author = (joinedload(ThreadMessage.author),)
    return Listed(ThreadMessage, ThreadMessage.sent_at, ThreadMessage.id, sent, author)


def message_of(client: Person, message_id: UUID) -> ThreadMessage:
    """Also one that was taken back."""
    return one_or_404(
        select(ThreadMessage).where(ThreadMessage.client_id == client.id, ThreadMessage.id == message_id)
    )


def message_by(author: Person, client: Person, message_id: UUID) -> ThreadMessage:
    """One of the author's own in the client's thread; what somebody else wrote is not there to take back."""
    message = message_of(client, message_id)
    if message.author_id != author.id:
        abort(404)
    return message


def message_sent_as(client: Person, submission_id: UUID) -> ThreadMessage | None:
    """The message that this form made already."""
    return db.session.scalar(
        select(ThreadMessage).where(
            ThreadMessage.client_id == client.id, ThreadMessage.submission_id == submission_id
        )
    )


def unread_of(client: Person, *, by_client: bool) -> list[ThreadMessage]:
    """What the other side wrote and this side has not read: the client, or the care team."""
    is_own = ThreadMessage.author_id == ThreadMessage.client_id
    chosen = _sent().where(ThreadMessage.client_id == client.id, ThreadMessage.read_at.is_(None))
    return list(db.session.scalars(chosen.where(~is_own if by_client else is_own)))


def waiting_of(client_ids: Collection[UUID]) -> dict[UUID, Waiting]:
    """The clients whose last word nobody has answered: one query for all of them."""
    if not client_ids:
        return {}
    is_own = ThreadMessage.author_id == ThreadMessage.client_id
    about = (ThreadMessage.client_id.in_(client_ids), ThreadMessage.taken_back_at.is_(None))
    answered = (
        select(ThreadMessage.client_id, func.max(ThreadMessage.sent_at).label("at"))
        .where(*about, ~is_own)
        .group_by(ThreadMessage.client_id)
        .subquery()
    )
    is_later = or_(answered.c.at.is_(None), ThreadMessage.sent_at > answered.c.at)
    chosen = select(ThreadMessage).outerjoin(answered, answered.c.client_id == ThreadMessage.client_id)
    found: dict[UUID, list[ThreadMessage]] = {}
    for message in db.session.scalars(chosen.where(*about, is_own, is_later).order_by(ThreadMessage.sent_at)):
        found.setdefault(message.client_id, []).append(message)
    return {client_id: _waiting(messages) for client_id, messages in found.items()}


@dataclass(frozen=True)
class Unanswered:
    """The oldest message that waits, how many do, and for how many days at work."""

    message: ThreadMessage
    count: int
    work_days: int

    @property
    def said(self) -> str:
        return words.beginning(self.message.body, SHOWN_WORDS)


def unanswered_of(client: Person, now: datetime) -> Unanswered | None:
    newest_answer = (
        select(func.max(ThreadMessage.sent_at))
        .where(
            ThreadMessage.client_id == client.id,
            ThreadMessage.author_id != client.id,
            ThreadMessage.taken_back_at.is_(None),
        )
        .scalar_subquery()
    )
    is_later = or_(newest_answer.is_(None), ThreadMessage.sent_at > newest_answer)
    chosen = _sent().where(
        ThreadMessage.client_id == client.id, ThreadMessage.author_id == client.id, is_later
    )
    found = list(db.session.scalars(chosen.order_by(ThreadMessage.sent_at, ThreadMessage.id)))
    if not found:
        return None
    days = programs.work_days_since(client.program_id, found[0].sent_at, now)
    return Unanswered(found[0], len(found), days)


def answer_by(client: Person, now: datetime) -> datetime | None:
    """Until when a message of now is answered; None where nobody knows when staff are at work."""
    staffed = access.next_staffed_for(client, now)
    more = programs.program(client.program_id).message_days - 1
    if staffed.period and staffed.is_now and rules.is_late(now, staffed.period.until):
        more += 1
    for _ in range(more):
        if staffed.period:
            staffed = access.next_staffed_for(client, staffed.period.until)
    return staffed.period.until if staffed.period else None


def newest_of(client_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each client's thread last had a message."""
    if not client_ids:
        return {}
    chosen = select(ThreadMessage.client_id, func.max(ThreadMessage.sent_at)).where(
        ThreadMessage.client_id.in_(client_ids), ThreadMessage.taken_back_at.is_(None)
    )
    return dict(db.session.execute(chosen.group_by(ThreadMessage.client_id)).all())


def _waiting(messages: list[ThreadMessage]) -> Waiting:
    soon = (one.sent_at for one in messages if one.is_soon)
    return Waiting(messages[0].sent_at, len(messages), next(soon, None))


def _sent() -> Select[ThreadMessage]:
    return select(ThreadMessage).where(ThreadMessage.taken_back_at.is_(None))
