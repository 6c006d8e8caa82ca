"""Taking the list along as a file, with the reason."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from companion.access.models import DisclosureExport
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.overviews.disclosures import queries


def export(
    officer: Person, *, submission: UUID, reason: str, first_on: date, last_on: date, at: datetime
) -> DisclosureExport:
    """One export, however often the form arrives; each time leaves an event. The reason stays sealed here."""
    row = queries.export_sent_as(officer, submission)
    if row is None:
        row = DisclosureExport(program_id=officer.program_id, submission_id=submission, made_by=officer.id)
        row.made_at, row.first_on, row.last_on = at, first_on, last_on
        db.session.add(row)
        db.session.flush()
        row.reason = reason
    about = {"by_id": officer.id, "subject_id": row.id}
    trail.note("disclosures:exported", program_id=officer.program_id, at=at, **about)
    return row
