"""Staffed hours, alerts and colleagues, in few words."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.core.db import db, new_id
from companion.outbox.models import Message
from companion.programs import actions as programs
from companion.programs.models import Program
from companion.programs.rules import Shift
from companion.records.alerts import actions
from companion.records.alerts.models import SafetyAlert
from companion.records.alerts.rules import Act, Source
from tests.cast import NOW, Cast

OFFICE = [Shift(day, time(8), time(18)) for day in range(5)]


def person(person_id: UUID) -> Person:
    return db.session.get_one(Person, person_id)


def set_hours(cast: Cast, week: list[Shift] | None = None) -> None:
    """Monday to Friday, 8 to 6: NOW is Wednesday, 5 PM."""
    program = db.session.get_one(Program, cast.program)
    hours = OFFICE if week is None else week
    programs.change_staffed_hours(program, hours, by=person(cast.ada), at=NOW)
    db.session.commit()


def open_one(cast: Cast, at: datetime = NOW, source: Source = Source.CHECK_IN) -> SafetyAlert:
    alert = actions.open_alert(person(cast.rosa), source=source, subject_id=new_id(), at=at)
    db.session.commit()
    return alert


def act(alert: SafetyAlert, what: Act, cast: Cast, *, note: str = "Talked.", at: datetime = NOW) -> None:
    actions.act(alert, what, note=note, submission=new_id(), by=person(cast.cora), at=at)
    db.session.commit()


def add_to_team(cast: Cast, counselor_id: UUID) -> None:
    """The covering colleague: whoever is on the care team."""
    access.assign(person(cast.rosa), person(counselor_id), by=person(cast.ada), at=NOW)
    db.session.commit()


def messages() -> list[Message]:
    return list(db.session.scalars(select(Message).order_by(Message.queued_at, Message.id)))


def told() -> list[str]:
    """To whom a message was queued, in order."""
    return [message.address.partition("@")[0] for message in messages()]
