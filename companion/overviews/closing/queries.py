"""What somebody who closes their account is told."""

from __future__ import annotations

from datetime import date

from companion.accounts.models import Person
from companion.overviews.closing import rules
from companion.programs import queries as programs
from companion.programs.path import queries as paths


def kept_until(client: Person) -> date | None:
    """None while a stay goes on."""
    years = programs.program(client.program_id).retention_years
    return rules.kept_until((stay.ended_on for stay in paths.stays_of(client)), years)
