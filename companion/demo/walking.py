"""How people came to the demo clinic, stepped up or down, and left. And two who have not begun yet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from companion.access import enrolling, leaving
from companion.accounts.models import Person
from companion.core.db import new_id
from companion.demo.content import read
from companion.programs.models import Track
from companion.programs.path import actions, queries
from companion.programs.path.actions import Step
from companion.programs.path.rules import Kind, Level, Reason

if TYPE_CHECKING:
    from companion.demo.people import Client, Clinic

NOON = time(12)


def name_phases(clinic: Clinic, tracks: list[Track]) -> None:
    for track in tracks:
        names = read("clinic")["tracks"]["phases"]
        actions.name_phases(track, names, by=clinic.admin, at=clinic.days.opened_at)


def leave(client: Person, counselor: Person, last_on: date, at: datetime) -> None:
    """With the line that the counselor wrote for them."""
    note = read("clinic")["path"]["last_words"]
    step = Step(kind=Kind.DISCHARGED, on=last_on, reason=Reason.COMPLETED, note=note)
    leaving.discharge(client, step, submission=new_id(), by=counselor, at=at)


def walk(clinic: Clinic, clients: list[Client]) -> None:
    if clients:
        _know(clinic, clients[0].counselor)
    for client in clients:
        if client.stay.ended_on is None and client.place % 4 == 2:
            _step_down(clinic, client)


def _know(clinic: Clinic, counselor: Person) -> None:
    """The first was only referred, the second assessed, too."""
    at = clinic.days.now - timedelta(days=1)
    for number, name in enumerate(read("clinic")["path"]["waiting"]):
        about = {"name": name, "pronouns": "", "language": "en", "zone": clinic.days.zone}
        which = {"program_id": clinic.program.id, "client_id": new_id()}
        client = enrolling.know(about, **which, by=counselor, at=at)
        if number:
            on, level = queries.today_for(client, at), Level.INTENSIVE_OUTPATIENT
            step = Step(kind=Kind.ASSESSED, on=on, level=level)
            actions.take(client, step, submission=new_id(), by=counselor, at=at)


def _step_down(clinic: Clinic, client: Client) -> None:
    """Within the same care, to the phase after the first; halfway from the first day until now."""
    began_on, today = client.stay.started_on, clinic.days.today
    on = began_on + (today - began_on) // 2
    stay = queries.stays_of(client.person)[-1]
    phase = queries.phases_of(stay.track)[1]
    level = Level.INTENSIVE_OUTPATIENT
    step = Step(kind=Kind.STEPPED_DOWN, on=on, level=level, track=stay.track, phase=phase)
    actions.take(client.person, step, submission=new_id(), by=client.counselor, at=clinic.days.at(on, NOON))
