"""Keeping a counselor's note for a session, as it is typed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.prep import queries, rules
from companion.records.prep.models import SessionPrep


def save(
    client: Person, appointment_id: UUID | None, *, body: str, known: int, by: Person, at: datetime
) -> SessionPrep:
    """What it said is kept after a pause, and whenever the form did not know of it (``known``)."""
    prep = queries.prep_to_change(client, by, appointment_id)
    if prep is None:
        return _begin(client, appointment_id, body, by, at)
    if prep.body == body:
        return prep
    if rules.is_kept(known=known, number=prep.number, saved_at=prep.saved_at, now=at):
        trail.keep_version(prep, ["body"], by_id=by.id, at=at)
        _note("prep:changed", prep, by, at)
    prep.body, prep.saved_at, prep.number = body, at, prep.number + 1
    return prep


def _begin(client: Person, appointment_id: UUID | None, body: str, by: Person, at: datetime) -> SessionPrep:
    prep = SessionPrep(program_id=client.program_id, client_id=client.id, author_id=by.id)
    prep.id = rules.prep_id(by.id, client.id, appointment_id)
    prep.appointment_id, prep.body, prep.saved_at, prep.number = appointment_id, body, at, 1
    db.session.add(prep)
    db.session.flush()
    _note("prep:begun", prep, by, at)
    return prep


def _note(action: str, prep: SessionPrep, by: Person, at: datetime) -> None:
    about = {"client_id": prep.client_id, "subject_id": prep.id}
    trail.note(action, program_id=prep.program_id, at=at, by_id=by.id, **about)
