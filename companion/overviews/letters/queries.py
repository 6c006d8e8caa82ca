"""What a letter about a client would say today."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.records.attendance import queries as attendance
from companion.records.letters import rules
from companion.records.letters.models import Letter
from companion.records.letters.rules import Facts


def facts_of(client: Person, letter: Letter) -> Facts:
    """What it said when it was signed; before that, what it would say now.

    It is in the program's language: that of whoever asked for a letter about the client's attendance there.
    """
    if letter.facts:
        return rules.read(letter.facts)
    program = programs.program(client.program_id)
    return Facts(
        program=program.name,
        client=client.name,
        first_on=letter.first_on,
        last_on=letter.last_on,
        days=tuple(attendance.attended_days_of(client, letter.first_on, letter.last_on)),
        language=program.language,
    )


def day_at_program(program_id: UUID, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(programs.program(program_id).zone)).date()


def first_day_of(client: Person, today: date) -> date:
    """Where most letters begin: with the client's newest stay."""
    stay = programs.latest_enrolment(client.id, today)
    return min(stay.started_on, today) if stay else today
