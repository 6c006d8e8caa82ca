"""Which sessions a progress note can be tied to, and what a page of notes shows of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.core import words
from companion.core.keyset import Mark
from companion.core.words import _
from companion.records.attendance import queries as attendance
from companion.records.attendance.rules import CAME
from companion.records.notes import queries, rules
from companion.records.notes.models import ProgressNote
from companion.records.schedule import timeline as schedule
from companion.records.schedule.models import Appointment


@dataclass(frozen=True)
class Page:
    """``older`` is the address mark of the next page, if there is one."""

    notes: list[ProgressNote]
    sessions: dict[UUID, Appointment]
    older: str | None


def page_of(client: Person, before: Mark | None, *, for_client: bool = False) -> Page:
    """For the care team all that is signed; for the client what they may read."""
    found = (queries.shown_notes_of if for_client else queries.notes_of)(client, before=before)
    shown = found[: queries.PAGE]
    last = shown[-1] if len(found) > queries.PAGE else None
    older = Mark(last.signed_at, last.id).cursor if last and last.signed_at else None
    return Page(shown, sessions_of(client, shown), older)


def sessions_of(client: Person, notes: Iterable[ProgressNote]) -> dict[UUID, Appointment]:
    ids = {note.appointment_id for note in notes if note.appointment_id}
    return schedule.appointments_by_id(client.program_id, ids)


def sessions_to_offer(
    client: Person, reader: Person, now: datetime, note: ProgressNote | None = None
) -> list[tuple[UUID, str]]:
    """Those that the client came to in the last weeks, and the one that the note has already."""
    since = now - rules.SESSIONS_WITHIN
    marks = attendance.attendances_listed(client).before(None, 4 * rules.SESSIONS_MOST)
    came = [one.appointment_id for one in marks if one.status in CAME and one.starts_at >= since]
    ids = came[: rules.SESSIONS_MOST]
    if note and note.appointment_id and note.appointment_id not in ids:
        ids.append(note.appointment_id)
    found = schedule.appointments_by_id(client.program_id, ids)
    return [(one, _said(found[one], reader)) for one in ids if one in found]


def _said(session: Appointment, reader: Person) -> str:
    when = words.moment(session.starts_at, reader.zone)
    return _("%(title)s, %(when)s", title=session.title, when=when)
