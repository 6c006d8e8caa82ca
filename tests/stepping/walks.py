"""Rosa's path, taken by the same actions as in the app."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from companion.access import leaving
from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.path.actions import Step
from companion.programs.path.queries import Path, path_of
from companion.programs.path.rules import Kind, Reason
from tests.cast import NOW, Cast

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)


def person(person_id: UUID) -> Person:
    return db.session.get_one(Person, person_id)


def discharge(cast: Cast, on: date = TODAY, **about: Any) -> None:
    given: dict[str, Any] = {"submission": uuid4(), "by": person(cast.cora), "at": NOW} | about
    step = Step(kind=Kind.DISCHARGED, on=on, reason=Reason.COMPLETED, note="Go well, Rosa")
    leaving.discharge(person(cast.rosa), step, **given)
    db.session.commit()


def path(cast: Cast) -> Path:
    db.session.expire_all()
    return path_of(person(cast.rosa))


def kinds(cast: Cast) -> list[Kind]:
    return [step.kind for step in path(cast).steps]
