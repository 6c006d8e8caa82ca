"""A consent that lacks an element of 42 CFR 2.31 cannot be there, whoever writes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from companion.access.consents.models import Consent, ConsentScope
from companion.access.rules import Scope
from companion.core.db import db, new_id
from tests.cast import NOW, Cast
from tests.consents.giving import support_of

ELEMENTS = {
    "patient name": ("patient_name_sealed", b""),
    "discloser": ("discloser", "  "),
    "description": ("description", ""),
    "recipient": ("recipient_sealed", b""),
    "purpose": ("purpose", ""),
    "purpose in words": ("purpose_said", " "),
    "revocation": ("revocation", ""),
    "expiry": ("expires_at", NOW),
    "signature": ("signature_sealed", b""),
    "date signed": ("signed_at", None),
}


def values(cast: Cast) -> dict[str, Any]:
    return {
        "id": new_id(),
        "program_id": cast.program,
        "client_id": cast.rosa,
        "support_id": support_of(cast).id,
        "submission_id": uuid4(),
        "language": "en",
        "text_version": 1,
        "patient_name_sealed": b"x",
        "discloser": "Maple House",
        "description": "That I am in this program.",
        "recipient_sealed": b"x",
        "purpose": "support",
        "purpose_said": "So that they can support me",
        "revocation": "I can stop this at any time.",
        "ends_on": NOW.date() + timedelta(days=90),
        "expires_at": NOW + timedelta(days=91),
        "signature_sealed": b"x",
        "signed_at": NOW,
        "begins_at": NOW + timedelta(days=1),
    }


def write(row: dict[str, Any]) -> None:
    db.session.execute(insert(Consent.__table__).values(row))
    db.session.commit()


def test_with_all_nine_elements_it_is_there(context: Flask, cast: Cast) -> None:
    write(values(cast))
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 1


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("how", ["missing", "empty"])
def test_without_one_of_them_the_database_refuses(context: Flask, cast: Cast, element: str, how: str) -> None:
    column, empty = ELEMENTS[element]
    with pytest.raises((IntegrityError, StatementError)):
        write({**values(cast), column: None if how == "missing" else empty})
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 0


def test_it_cannot_begin_before_it_is_signed(context: Flask, cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        write({**values(cast), "begins_at": NOW - timedelta(seconds=1)})


def test_nothing_but_the_listed_things_can_be_shown(context: Flask, cast: Cast) -> None:
    row = values(cast)
    write(row)
    for never in ("journal", "measures", "home", "toxicology", "uses", "thread"):
        with pytest.raises(IntegrityError):
            db.session.execute(
                insert(ConsentScope.__table__).values(id=new_id(), consent_id=row["id"], scope=never)
            )
        db.session.rollback()
    assert {str(scope) for scope in Scope} == {
        "today",
        "times",
        "attendance",
        "cravings",
        "skills",
        "milestones",
        "plan",
        "notes",
    }
