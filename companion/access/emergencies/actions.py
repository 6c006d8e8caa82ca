"""Opening a record in an emergency, ending that, and looking at it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from companion.access.emergencies import queries, rules
from companion.access.emergencies.models import Emergency
from companion.access.emergencies.rules import Kind
from companion.accounts.models import Person
from companion.accounts.rules import is_demo_email
from companion.audit import trail
from companion.core.db import db
from companion.core.words import _, in_language
from companion.outbox import actions as outbox


def open_record(
    client: Person,
    *,
    submission: UUID,
    kind: Kind,
    recipient: str,
    reason: str,
    by: Person,
    second: Person,
    officers: Iterable[Person],
    at: datetime,
) -> Emergency:
    """For an hour from now. The second one, the privacy officers and the client are told at once."""
    earlier = queries.sent_as(by, submission)
    if earlier:
        return earlier
    row = Emergency(program_id=client.program_id, client_id=client.id, submission_id=submission)
    row.opened_by, row.second_id, row.kind = by.id, second.id, kind
    row.opened_at, row.expires_at = at, rules.expires_at(at)
    row.recipient, row.reason = recipient, reason
    db.session.add(row)
    db.session.flush()
    _note("emergency:opened", row, by, at, {"kind": kind.value})
    for person in {one.id: one for one in (second, *officers, client) if one.id != by.id}.values():
        _tell(person, at)
    return row


def end(emergency: Emergency, *, by: Person, at: datetime) -> None:
    emergency.ended_at = at
    _note("emergency:ended", emergency, by, at)


def review(emergency: Emergency, *, finding: str, by: Person, at: datetime) -> bool:
    """What the privacy officer found. False where it was looked at already: what was said first stays."""
    is_new = (Emergency.id == emergency.id, Emergency.reviewed_at.is_(None))
    changing = update(Emergency).where(*is_new).values(reviewed_at=at, reviewed_by=by.id)
    if not db.session.scalar(changing.returning(Emergency.id)):
        return False
    db.session.refresh(emergency)
    emergency.finding = finding
    _note("emergency:reviewed", emergency, by, at)
    return True


def _tell(person: Person, at: datetime) -> None:
    """Says nothing of whom it is about: others may read the message."""
    if not person.email or not person.is_active or is_demo_email(person.email):
        return
    with in_language(person.language):
        subject = _("Something for you to look at")
        body = _("There is something new for you to see. Please sign in when you can.")
    outbox.queue(person, subject=subject, body=body, address=person.email, at=at)


def _note(
    action: str, row: Emergency, by: Person, at: datetime, facts: Mapping[str, Any] | None = None
) -> None:
    about = {"by_id": by.id, "client_id": row.client_id, "subject_id": row.id}
    trail.note(action, program_id=row.program_id, at=at, **about, **(facts or {}))
