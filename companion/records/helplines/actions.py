"""Changing what a program says of a helpline."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs.models import Program
from companion.records.helplines import queries, rules
from companion.records.helplines.models import Helpline


def change(
    program: Program, name: str, *, is_checked: bool, by: Person, at: datetime, **values: Any
) -> Helpline:
    """``name`` is a known key, a row's id, or empty for a new line of the program's own.

    ``is_checked``: somebody checked the number today.
    """
    row = queries.row_of(program, name) if name else None
    if row is None:
        row = Helpline(program_id=program.id, known_key=name if name in rules.BY_KEY else None)
        db.session.add(row)
    for field, value in values.items():
        setattr(row, field, value)
    if is_checked:
        row.verified_on = at.astimezone(ZoneInfo(program.zone)).date()
    row.changed_by, row.changed_at = by.id, at
    db.session.flush()
    trail.note("helpline:changed", program_id=program.id, at=at, by_id=by.id, subject_id=row.id)
    return row
