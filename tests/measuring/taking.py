"""Taking an instrument as a client does, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, new_id
from companion.records.alerts.models import SafetyAlert
from companion.records.assessments import actions, library
from companion.records.assessments.models import Measure
from tests.visitor import Visitor

NOT_SAID = "not-said"
# BAM-IOP of a typical week without use: use 0, risk 11, protective 18.
_NAMES = ["1", "2", "3", "4", "6", *map(str, range(8, 18))]
TYPICAL: dict[str, int | None] = dict(zip(_NAMES, [2, 3, 2, 0, 0, 2, 3, 2, 1, 2, 4, 4, 1, 3, 3], strict=True))


@dataclass(frozen=True)
class Stored:
    """What stands in the database of a measure, opened."""

    slug: str
    measure_id: UUID
    answers: dict[str, int | None]
    skipped: list[str]
    numbers: dict[str, int | None] | None
    finished_at: datetime | None
    sealed: bytes


def begin(visitor: Visitor, slug: str = "phq-9", **form: Any) -> str:
    """The address of the new measure."""
    answer = visitor.post(f"/measures/{slug}", **{"submission_id": str(new_id()), "pages": "one"} | form)
    assert answer.status_code == 303
    return str(answer.location).partition("?")[0].removesuffix("/all")


def answer_all(visitor: Visitor, slug: str, answers: Mapping[str, int | None]) -> str:
    """All on one page, and finished. The address of the measure."""
    address = begin(visitor, slug, pages="all")
    sent = {f"item_{name}": NOT_SAID if value is None else value for name, value in answers.items()}
    assert visitor.post(f"{address}/all", **sent).status_code in (200, 303)
    assert visitor.post(f"{address}/result").status_code in (200, 303)
    return address


def phq(*values: int | None) -> dict[str, int | None]:
    """The nine answers in order, the rest zero."""
    filled = [*values, *[0] * (9 - len(values))]
    return {str(number): value for number, value in enumerate(filled, 1)}


def take(client: Person, key: str, answers: Mapping[str, int | None], at: datetime) -> Measure:
    """Without a page: a finished measure of that moment."""
    measure = actions.begin(client, library.newest(key), submission=new_id(), at=at)
    actions.answer(measure, answers, by=client, at=at)
    actions.finish(measure, at=at)
    return measure


def stored(app: Flask) -> list[Stored]:
    with app.app_context():
        found = db.session.scalars(select(Measure).order_by(Measure.begun_at, Measure.id))
        return [_opened(one) for one in found]


def _opened(one: Measure) -> Stored:
    answers = (one.answers, one.skipped, one.numbers, one.finished_at)
    return Stored(one.instrument.slug, one.id, *answers, sealed=one.content_sealed or b"")


def alerts_about(app: Flask, client_id: UUID) -> list[SafetyAlert]:
    with app.app_context():
        return list(db.session.scalars(select(SafetyAlert).where(SafetyAlert.client_id == client_id)))
