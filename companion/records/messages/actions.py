"""Sending a message, reading it, taking it back while nobody has read it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.access import queries as access
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.messages import queries
from companion.records.messages.models import ThreadMessage


class NobodyReads(Refusal):
    """There is no care team, so a message would lie there unread."""


class AlreadyRead(Refusal):
    """The other side has read it, so it stays."""


def send(
    client: Person, *, submission: UUID, body: str, by: Person, at: datetime, is_soon: bool = False
) -> ThreadMessage:
    """One message, however often the form arrives. ``by`` is the client or somebody of the care team.

    Raises ``NobodyReads``.
    """
    earlier = queries.message_sent_as(client, submission)
    if earlier:
        return earlier
    if not access.care_team_of(client, at):
        raise NobodyReads(_("You have no care team here now, so nobody would read this message."))
    message = ThreadMessage(program_id=client.program_id, client_id=client.id, submission_id=submission)
    message.author_id, message.sent_at, message.body = by.id, at, body
    message.is_soon = is_soon and by.id == client.id
    db.session.add(message)
    db.session.flush()
    _note("message:sent", message, by, at)
    return message


def read(client: Person, *, by: Person, at: datetime) -> None:
    """All that the other side wrote until now is read."""
    for message in queries.unread_of(client, by_client=by.id == client.id):
        message.read_at, message.read_by = at, by.id
        _note("message:read", message, by, at)


def take_back(message: ThreadMessage, *, by: Person, at: datetime) -> None:
    """Raises ``AlreadyRead``."""
    if message.read_at:
        raise AlreadyRead(_("This message was read already, so it stays."))
    if message.taken_back_at is None:
        message.taken_back_at = at
        _note("message:taken-back", message, by, at)


def _note(action: str, message: ThreadMessage, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=message.program_id,
        at=at,
        by_id=by.id,
        client_id=message.client_id,
        subject_id=message.id,
    )
