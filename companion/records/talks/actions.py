"""Sending the ready line to one supporter, with an email where there is a way to send one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import current_app

from companion.access import actions as access
from companion.access import sending
from companion.access.models import Support
from companion.accounts.models import Person
from companion.accounts.rules import is_demo_email
from companion.audit import trail
from companion.core.db import db
from companion.core.words import _, in_language
from companion.outbox import actions as outbox
from companion.outbox.models import Message
from companion.records.talks import queries
from companion.records.talks.models import ReadyLine, TalkRequest


def set_line(client: Person, words: str, *, at: datetime) -> None:
    """What it said before is kept. Empty: the neutral line again."""
    line = queries.own_line_of(client)
    if (line.words if line else "") == words:
        return
    if line is None:
        line = ReadyLine(program_id=client.program_id, client_id=client.id)
        db.session.add(line)
    else:
        trail.keep_version(line, ["words"], by_id=client.id, at=at)
    line.words, line.changed_at = words, at


def ask(client: Person, support: Support, *, submission: UUID, at: datetime) -> TalkRequest:
    """One for each form, and one within some minutes, however often it is tapped."""
    access.hold(support)
    earlier = queries.earlier_request(support, submission, at)
    if earlier:
        return earlier
    row = TalkRequest(program_id=client.program_id, client_id=client.id, support_id=support.id)
    row.submission_id, row.sent_at, row.words = submission, at, queries.line_of(client)
    row.message = _email(support, at)
    db.session.add(row)
    db.session.flush()
    _note("talk:asked", row, client, at)
    return row


def take_back(row: TalkRequest, *, by: Person, at: datetime) -> None:
    """It goes from their page. An email that left is not called back by it."""
    if row.taken_back_at is None:
        row.taken_back_at = at
        if row.message:
            outbox.withdraw(row.message)
        _note("talk:taken-back", row, by, at)


def _email(support: Support, at: datetime) -> Message | None:
    """It names nobody and holds none of the client's words: only that there is something to read."""
    supporter = support.supporter
    has_way = current_app.config["HAS_MAIL"] and supporter.email and not is_demo_email(supporter.email)
    if not has_way:
        return None
    with in_language(supporter.language):
        subject = _("You have a new message")
        body = _("You have a new message. Please sign in to read it: %(address)s", address=_address())
    tie = sending.tie_of(support)
    return outbox.queue(supporter, subject=subject, body=body, address=supporter.email, at=at, tie=tie)


def _address() -> str:
    return str(current_app.config["BASE_URL"])


def _note(action: str, row: TalkRequest, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=row.program_id,
        at=at,
        by_id=by.id,
        client_id=row.client_id,
        subject_id=row.id,
    )
