"""The accounting of disclosures: what each person saw, on which day, and what for."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.access.consents import codes
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.audit import trail
from companion.audit.models import Disclosure
from companion.core.db import db
from tests.cast import NOW, Cast
from tests.consents.giving import give
from tests.visitor import Visitor


def rows_of(page: str) -> list[list[str]]:
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    cells = [
        row.replace("<bdi>", "").replace("</bdi>", "").split("<td>")[1:] for row in body.split("<tr>")[1:]
    ]
    return [[cell.split("</td>")[0] for cell in row] for row in cells]


def test_a_look_is_a_row_with_what_was_seen_and_what_for(app: Flask, ben: Visitor, cast: Cast) -> None:
    with app.app_context():
        give(cast, [Scope.CRAVINGS, Scope.TODAY])
    ben.get(f"/supporting/{cast.rosa}")
    with app.app_context():
        row = db.session.scalars(select(Disclosure)).one()
        assert (row.client_id, row.recipient_id, row.at) == (cast.rosa, cast.ben, NOW)
        assert (row.purpose, row.scope_keys) == ("support", ["today", "cravings"])


def test_a_page_that_shows_nothing_says_so(app: Flask, ben: Visitor, cast: Cast) -> None:
    ben.get(f"/supporting/{cast.rosa}/notice")
    ben.get(f"/supporting/{cast.rosa}")
    with app.app_context():
        assert db.session.scalars(select(Disclosure.scopes)).all() == [None, None]


def test_the_client_reads_it_by_day_with_purpose(app: Flask, rosa: Visitor, ben: Visitor, cast: Cast) -> None:
    assert "No one has looked yet." in rosa.get("/sharing/log").text
    ben.get(f"/supporting/{cast.rosa}")
    with app.app_context():
        give(cast, [Scope.CRAVINGS])
    for _ in range(3):
        ben.get(f"/supporting/{cast.rosa}")
    page = rosa.get("/sharing/log").text
    assert rows_of(page) == [
        ["Wed, Nov 18, 2026", "Ben", "How many cravings I logged this week", "So that they can support me"],
        ["Wed, Nov 18, 2026", "Ben", "The name I use here, and how to help in general", "To help in general"],
    ]
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in page


def test_it_reaches_six_years_back_and_names_those_who_left(
    app: Flask, rosa: Visitor, ben: Visitor, cast: Cast
) -> None:
    with app.app_context():
        clients = {name: db.session.get_one(Person, getattr(cast, name)) for name in ("rosa", "ben", "omar")}
        for years in (1, 5.99, 6.1):
            at = NOW - timedelta(days=365 * years)
            trail.disclose(
                client=clients["rosa"],
                recipient=clients["ben"],
                at=at,
                what="page",
                purpose="support",
                scopes="times",
            )
        trail.disclose(
            client=clients["omar"],
            recipient=clients["ben"],
            at=NOW,
            what="page",
            purpose="support",
            scopes="plan",
        )
        db.session.commit()
    ben.post(f"/supporting/{cast.rosa}/leave")
    found = rows_of(rosa.get("/sharing/log").text)
    assert len([row for row in found if row[2] == "When my sessions are"]) == 2
    assert {row[1] for row in found} == {"Ben"}


def test_to_read_whom_an_invitation_is_from_is_a_row_too(app: Flask, ben: Visitor, cast: Cast) -> None:
    with app.app_context():
        omar, someone = (db.session.get_one(Person, who) for who in (cast.omar, cast.ben))
        support = access.ask_for_support(omar, someone, relation="Friend", at=NOW)
        support_id, code = support.id, codes.make(support, at=NOW)
        db.session.commit()
    ben.get(f"/supporting/asks/{support_id}")
    with app.app_context():
        assert db.session.scalars(select(Disclosure)).all() == []
    ben.post(f"/supporting/asks/{support_id}/code", code=code)
    ben.get(f"/supporting/asks/{support_id}")
    with app.app_context():
        row = db.session.scalars(select(Disclosure)).one()
        assert (row.client_id, row.recipient_id) == (cast.omar, cast.ben)


def test_what_the_care_team_reads_is_not_in_it(rosa: Visitor, cora: Visitor, cast: Cast) -> None:
    cora.get(f"/caseload/{cast.rosa}/brief")
    assert "No one has looked yet." in rosa.get("/sharing/log").text
