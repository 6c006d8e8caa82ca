"""What a first week is for: whether each of four things is in the record, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.path.queries import Path
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import CAME
from companion.records.contacts.models import Contact
from companion.records.days.models import CheckIn
from companion.records.plan.models import PlanLine, SafetyAnswer


class Thing(StrEnum):
    SESSION = "session"
    CHECK_IN = "check_in"
    CONTACT = "contact"
    PLAN = "plan"


@dataclass(frozen=True)
class FirstWeek:
    """In the order in which most people do them."""

    done: Mapping[Thing, bool]

    @property
    def is_done(self) -> bool:
        return all(self.done.values())


def first_week_of(client: Person, path: Path, today: date) -> FirstWeek | None:
    """Of the newest stay; None outside of its first days. One question to the database.

    Somebody who comes back has a plan and people already: that counts.
    """
    began_on = path.began_on
    if began_on is None or not path.is_beginning_on(today):
        return None
    since = datetime.combine(began_on, time.min, ZoneInfo(client.zone))
    came = select(Attendance.id).where(
        Attendance.client_id == client.id, Attendance.status.in_(CAME), Attendance.starts_at >= since
    )
    checked_in = select(CheckIn.id).where(CheckIn.client_id == client.id, CheckIn.day >= began_on)
    people = select(Contact.id).where(Contact.client_id == client.id, Contact.removed_at.is_(None))
    lines = select(PlanLine.id).where(PlanLine.client_id == client.id, PlanLine.removed_at.is_(None))
    answers = select(SafetyAnswer.id).where(SafetyAnswer.client_id == client.id)
    planned = lines.exists() | answers.exists()
    found = db.session.execute(select(came.exists(), checked_in.exists(), people.exists(), planned)).one()
    return FirstWeek(dict(zip(Thing, map(bool, found), strict=True)))
