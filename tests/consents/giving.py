"""What Rosa shows Ben in a test, and the two halves of an invitation."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from companion.access.consents import actions as consents
from companion.access.consents.models import Consent, ConsentScope
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts.models import Person
from companion.core.db import db
from tests.cast import NOW, PASSWORD, Cast
from tests.visitor import Visitor

LONG_AGO = NOW - timedelta(days=10)
CODE = re.compile(r'<p class="code"><strong>([0-9]{3}) ([0-9]{3})</strong>')


def support_of(cast: Cast, supporter: str = "ben") -> Support:
    return db.session.scalars(
        select(Support).where(
            Support.client_id == cast.rosa, Support.supporter_id == getattr(cast, supporter)
        )
    ).one()


def give(
    cast: Cast, scopes: Collection[Scope], *, at: datetime = LONG_AGO, days: int = 90, **other: Any
) -> Consent:
    """Rosa signed it for Ben, ten days ago where nothing else is said."""
    rosa = db.session.get_one(Person, cast.rosa)
    terms = {"purpose": Purpose.SUPPORT, "signature": "Rosa Example", "submission": uuid4(), **other}
    consent = consents.sign(support_of(cast), rosa, scopes=scopes, days=days, at=at, **terms)
    db.session.commit()
    return consent


def set_scopes(consent_id: UUID, scopes: Collection[Scope]) -> None:
    """What a test shows next, without a signature for each."""
    db.session.execute(delete(ConsentScope).where(ConsentScope.consent_id == consent_id))
    db.session.add_all([ConsentScope(consent_id=consent_id, scope=scope) for scope in scopes])
    db.session.commit()


def ask(visitor: Visitor, email: str = "may@test.example", **changed: Any) -> TestResponse:
    """Fills in both pages, the second with name and password."""
    usual = {
        "submission_id": str(uuid4()),
        "name": "Aunt May",
        "relation": "Aunt",
        "email": email,
        "is_adult": "y",
        "purpose": "support",
        "days": "90",
        "signature": "Rosa Example",
        "password": PASSWORD,
    }
    return visitor.post("/sharing/new/signature", **usual | changed)


def code_in(answer: TestResponse) -> str:
    found = CODE.search(answer.get_data(as_text=True))
    assert found, "There is no code on this page."
    return found[1] + found[2]


def accept(visitor: Visitor, support_id: UUID, code: str) -> TestResponse:
    """The code, then the notice."""
    entered = visitor.post(f"/supporting/asks/{support_id}/code", code=code)
    if entered.status_code != 303:
        return entered
    return visitor.post(f"/supporting/asks/{support_id}/acceptance", is_read="y")
