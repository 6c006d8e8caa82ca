"""Changing what a program says of a helpline."""

from __future__ import annotations

from datetime import date, datetime
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
    before = {field: getattr(row, field) for field in values}
    checked = row.verified_on
    for field, value in values.items():
        setattr(row, field, value)
    if is_checked:
        row.verified_on = at.astimezone(ZoneInfo(program.zone)).date()
    row.changed_by, row.changed_at = by.id, at
    db.session.flush()
    was, now = {**before, "verified_on": checked}, {**values, "verified_on": row.verified_on}
    about: dict[str, Any] = _changed(was, now)
    trail.note("helpline:changed", program_id=program.id, at=at, by_id=by.id, subject_id=row.id, **about)
    return row


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Only what is not as it was; days as the trail keeps them."""
    fields = [name for name in after if before[name] != after[name]]
    return {
        name: {field: _plain(values[field]) for field in fields}
        for name, values in (("before", before), ("after", after))
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
