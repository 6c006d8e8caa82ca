"""A client hands a note over to the care team."""

from __future__ import annotations

from datetime import datetime

from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.records.encouragement import actions as notes
from companion.records.encouragement.models import SupporterNote
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind, Reason, today_in


def report(note: SupporterNote, client: Person, *, at: datetime) -> None:
    """One task for each note, due today, which says neither from whom it is nor what stands in it."""
    notes.report(note, by=client, at=at)
    due_on = today_in(programs.program(client.program_id).zone, at)
    tasks.open_task(
        client, kind=Kind.NOTE, reason=Reason.REPORTS_NOTE, due_on=due_on, subject_id=note.id, at=at
    )
