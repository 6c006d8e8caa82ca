"""The supporter's page, the same for the supporter and for the client who looks at it."""

from __future__ import annotations

from typing import Any

from companion.access.consents.queries import Sharing
from companion.access.models import Support
from companion.access.permissions import Can
from companion.access.rules import day_in
from companion.accounts.models import Person
from companion.core import clock
from companion.overviews.supporting import queries, wording
from companion.programs import queries as programs
from companion.records.contacts import rules as links
from companion.records.talks import queries as talks


def general(person: Person) -> dict[str, Any]:
    """What everybody may read who was ever asked to help."""
    program = programs.program(person.program_id)
    return {"program": program, "links": links, "advice": queries.advice()}


def page_about(
    client: Person, support: Support, sharing: Sharing, *, may_answer: bool = False
) -> dict[str, Any]:
    """``may_answer``: with the buttons that only the supporter has."""
    now = clock.now()
    sections = queries.sections_of(client, support, sharing, now)
    return general(client) | {
        "client": client,
        "sharing": sharing,
        "sections": sections,
        "advice": queries.advice(sections),
        "talk": talks.standing_for(support, now),
        "may_answer": may_answer,
        "Can": Can,
        "shown": wording.SHOWN,
        "began_on": {scope: day_in(client.zone, at) for scope, at in sharing.since.items()},
    }
