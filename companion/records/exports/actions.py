"""Saying why a file is made, and each time that it is fetched."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.exports import queries
from companion.records.exports.models import TimelineExport


def make(
    client: Person, *, submission: UUID, kind: str, reason: str, by: Person, at: datetime
) -> TimelineExport:
    """One export, however often the form arrives. The audit names the kind; the reason stays sealed here."""
    earlier = queries.export_sent_as(client, submission)
    if earlier:
        return earlier
    export = TimelineExport(program_id=client.program_id, client_id=client.id, submission_id=submission)
    export.made_by, export.made_at, export.kind, export.reason = by.id, at, kind, reason
    db.session.add(export)
    db.session.flush()
    _note("export:made", export, at)
    return export


def fetch(export: TimelineExport, *, at: datetime) -> None:
    _note("export:fetched", export, at)


def _note(action: str, export: TimelineExport, at: datetime) -> None:
    trail.note(
        action,
        program_id=export.program_id,
        at=at,
        by_id=export.made_by,
        client_id=export.client_id,
        subject_id=export.id,
        kind=export.kind,
    )
