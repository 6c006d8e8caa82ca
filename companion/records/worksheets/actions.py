"""Writing a worksheet, changing it, ordering reasons, taking one off the list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.worksheets import queries, rules
from companion.records.worksheets.models import Worksheet
from companion.records.worksheets.rules import Direction, Kind


def write(
    client: Person, kind: Kind, *, submission: UUID, answers: dict[str, Any], at: datetime
) -> Worksheet:
    """One worksheet at the end of its list, however often the form arrives."""
    earlier = queries.worksheet_sent_as(client, submission)
    if earlier:
        return earlier
    sheet = Worksheet(program_id=client.program_id, client_id=client.id, submission_id=submission)
    sheet.kind, sheet.made_at = kind, at
    sheet.position = len(queries.places_of(client.id, kind))
    sheet.answers = answers
    db.session.add(sheet)
    db.session.flush()
    _note("worksheet:written", sheet, client, at)
    return sheet


def edit(sheet: Worksheet, *, answers: dict[str, Any], by: Person, at: datetime) -> None:
    """What it said before is kept."""
    db.session.refresh(sheet, with_for_update=True)
    if sheet.answers == answers:
        return
    trail.keep_version(sheet, ["content"], by_id=by.id, at=at)
    sheet.answers = answers
    _note("worksheet:edited", sheet, by, at)


def move(sheet: Worksheet, *, direction: Direction, by: Person, at: datetime) -> None:
    """One place up or down among those that are listed. Removed ones come last, in their old order."""
    places = queries.places_of(sheet.client_id, Kind(sheet.kind))
    listed = rules.moved([each for each in places if not each.removed_at], sheet, direction)
    for position, each in enumerate([*listed, *(each for each in places if each.removed_at)]):
        each.position = position
    _note("worksheet:moved", sheet, by, at)


def remove(sheet: Worksheet, *, by: Person, at: datetime) -> None:
    """Off the list. Nothing is destroyed, so it can be undone."""
    if sheet.removed_at is None:
        sheet.removed_at = at
        _note("worksheet:removed", sheet, by, at)


def restore(sheet: Worksheet, *, by: Person, at: datetime) -> None:
    if sheet.removed_at:
        sheet.removed_at = None
        _note("worksheet:restored", sheet, by, at)


def _note(action: str, sheet: Worksheet, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=sheet.program_id,
        at=at,
        by_id=by.id,
        client_id=sheet.client_id,
        subject_id=sheet.id,
    )
