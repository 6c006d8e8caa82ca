"""Taking a client in: the account, the stay and the care team, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companion.access import actions as access
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.programs import actions as programs
from companion.programs.models import Track
from companion.programs.path import actions as path
from companion.programs.path import queries as paths
from companion.programs.path.rules import Kind


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """What is asked about somebody who begins. ``steps_down_from`` is empty where nobody asked."""

    name: str
    pronouns: str = ""
    language: str
    zone: str
    started_on: date
    planned_end_on: date
    required_minutes_per_week: int
    steps_down_from: str = ""


def enrol(
    new: NewClient, track: Track, *, client_id: UUID, counselor: Person, by: Person, at: datetime
) -> Person:
    """The counselor is the care team. There is no email and no password until the first visit."""
    about = {"name": new.name, "language": new.language, "zone": new.zone}
    client = accounts.add_person(track.program_id, role=Role.CLIENT, at=at, person_id=client_id, **about)
    client.pronouns = new.pronouns
    programs.enrol(
        client,
        track,
        started_on=new.started_on,
        planned_end_on=new.planned_end_on,
        required_minutes_per_week=new.required_minutes_per_week,
        steps_down_from=new.steps_down_from,
        by=by,
        at=at,
    )
    access.assign(client, counselor, by=by, at=at)
    return client


def know(person: dict[str, str], *, program_id: UUID, client_id: UUID, by: Person, at: datetime) -> Person:
    """Somebody who was referred and is not enrolled yet: an account, and the counselor who knows them."""
    about = {name: person[name] for name in ("name", "language", "zone")}
    client = accounts.add_person(program_id, role=Role.CLIENT, at=at, person_id=client_id, **about)
    client.pronouns = person["pronouns"]
    on = paths.today_for(client, at)
    path.write(client, path.Step(kind=Kind.REFERRED, on=on), by=by, at=at)
    access.assign(client, by, by=by, at=at)
    return client
