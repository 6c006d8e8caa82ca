"""What Rosa asks for: only whom she chose sees it, one of them does it, and she hears if they cannot."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from companion.access import actions as access
from companion.access.consents import actions as consents
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Event
from companion.core.db import db
from companion.records.asks import rules
from companion.records.asks.models import Ask, AskClaim, AskEnd
from tests.cast import NOW, Cast, make_person
from tests.consents.giving import LONG_AGO, give
from tests.visitor import Visitor

WORDS = "Ride Tuesday 5:30"
OTHER, OWN, FREE = "Someone does it.", "You do it.", "I can do it"


@pytest.fixture
def may(app: Flask, cast: Cast) -> Visitor:
    """Rosa's aunt, who sees what she asks for, like Ben."""
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        aunt = make_person(cast.program, Role.SUPPORTER, "May")
        support = access.ask_for_support(rosa, aunt, relation="Aunt", at=LONG_AGO)
        access.accept_support(support, by=aunt, at=LONG_AGO)
        terms = {"purpose": Purpose.SUPPORT, "signature": "Rosa", "submission": uuid4()}
        consents.sign(support, rosa, scopes=[Scope.NOTES_AND_ASKS], days=90, at=LONG_AGO, **terms)
        give(cast, [Scope.NOTES_AND_ASKS])
        db.session.commit()
    return Visitor(app, "may@test.example")


def supports(app: Flask) -> list[str]:
    with app.app_context():
        return [str(one) for one in db.session.scalars(select(Support.id).order_by(Support.asked_at))]


def post(app: Flask, rosa: Visitor, people: list[str], **other: str) -> str:
    """The id of the ask."""
    form = {"submission_id": str(uuid4()), "words": WORDS, "session": "none", **other}
    assert rosa.post("/sharing/asks", people=people, **form).status_code == 303
    with app.app_context():
        return str(db.session.scalars(select(Ask.id).order_by(Ask.made_at.desc(), Ask.id.desc())).first())


def page(cast: Cast, visitor: Visitor) -> str:
    return visitor.get(f"/supporting/{cast.rosa}").text


@pytest.mark.parametrize(
    ("starts_at", "until"),
    [(None, NOW + timedelta(days=14)), (NOW + timedelta(hours=3), NOW + timedelta(hours=3))],
)
def test_an_ask_stands_until_it_begins_or_two_weeks(starts_at: datetime | None, until: datetime) -> None:
    assert rules.open_until(NOW, starts_at) == until


def test_one_does_it_and_the_other_sees_that_somebody_does(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, may: Visitor
) -> None:
    ask_id = post(app, rosa, supports(app))
    assert WORDS in page(cast, ben)
    assert FREE in page(cast, may)
    ben.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim")
    may.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim")
    assert OWN in page(cast, ben)
    seen = page(cast, may)
    assert OTHER in seen
    assert "Ben" not in seen
    assert FREE not in seen
    assert "<bdi>Ben</bdi> does it." in rosa.get("/sharing/asks").text


def test_who_gives_it_back_warns_the_client_until_another_does_it(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, may: Visitor
) -> None:
    ask_id = post(app, rosa, supports(app))
    ben.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim")
    assert "given-back" not in rosa.get("/today").text
    may.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim/undo")
    assert OWN in page(cast, ben), "May cannot give back what Ben does"
    ben.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim/undo")
    today = rosa.get("/today").text
    assert "<bdi>Ben</bdi> does not do it any more." in today
    assert WORDS in today
    may.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim")
    assert "given-back" not in rosa.get("/today").text


@pytest.mark.parametrize("how", ["stop", "pause", "leave"])
def test_who_sees_it_no_more_does_it_no_more(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, may: Visitor, how: str
) -> None:
    ask_id = post(app, rosa, supports(app))
    ben.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim")
    if how == "leave":
        ben.post(f"/supporting/{cast.rosa}/leave")
    else:
        rosa.post(f"/sharing/{supports(app)[0]}/{how}")
        assert WORDS not in page(cast, ben)
    assert ben.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim").status_code == 404
    assert "<bdi>Ben</bdi> does not do it any more." in rosa.get("/today").text
    may.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim")
    assert OWN in page(cast, may)


def test_only_whom_she_chose_sees_it(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, may: Visitor
) -> None:
    ask_id = post(app, rosa, supports(app)[:1])
    assert WORDS in page(cast, ben)
    assert "Nothing right now." in page(cast, may)
    assert may.post(f"/supporting/{cast.rosa}/asks/{ask_id}/claim").status_code == 404
    assert ben.post(f"/supporting/{cast.rosa}/asks/{uuid4()}/claim").status_code == 404


def test_nobody_is_offered_who_does_not_see_it(app: Flask, cast: Cast, rosa: Visitor) -> None:
    with app.app_context():
        give(cast, [Scope.TODAY])
    assert "So far no one sees what you ask for." in rosa.get("/sharing/asks/new").text
    form = {"submission_id": str(uuid4()), "words": WORDS, "session": "none", "people": supports(app)}
    assert rosa.post("/sharing/asks", **form).status_code == 422
    with app.app_context():
        assert db.session.query(Ask).count() == 0


@pytest.mark.parametrize(("address", "how"), [("done", "done"), ("withdrawal", "withdrawn")])
def test_it_ends_with_who_and_when_and_a_slip_is_undone(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, may: Visitor, address: str, how: str
) -> None:
    ask_id = post(app, rosa, supports(app))
    for _ in range(2):
        rosa.post(f"/sharing/asks/{ask_id}/{address}")
    assert WORDS not in page(cast, ben)
    with app.app_context():
        end = db.session.scalars(select(AskEnd)).one()
        assert (end.how, end.ended_by, end.ended_at) == (how, cast.rosa, NOW)
        assert all(WORDS not in str(event.facts) for event in db.session.scalars(select(Event)))
    rosa.post(f"/sharing/asks/{ask_id}/end/undo")
    assert WORDS in page(cast, ben)


def test_it_is_over_after_two_weeks(
    app: Flask, cast: Cast, rosa: Visitor, may: Visitor, frozen: time_machine.Traveller
) -> None:
    post(app, rosa, supports(app))
    frozen.move_to(NOW + timedelta(days=14))
    assert WORDS not in page(cast, Visitor(app, "ben@test.example"))
    assert "Its time is over." in Visitor(app, "rosa@test.example").get("/sharing/asks").text


def test_a_stranger_finds_nothing(app: Flask, cast: Cast, rosa: Visitor, may: Visitor, omar: Visitor) -> None:
    ask_id = post(app, rosa, supports(app))
    assert WORDS not in omar.get("/sharing/asks").text
    assert omar.post(f"/sharing/asks/{ask_id}/done").status_code == 404


def test_two_at_once_and_one_has_it(
    app: Flask, cast: Cast, rosa: Visitor, ben: Visitor, may: Visitor
) -> None:
    """In two threads, each with its own connection, a few times."""
    visitors = [ben, may]
    tokens = [visitor.token() for visitor in visitors]
    for _ in range(5):
        ask_id = post(app, rosa, supports(app))
        together, answers = Barrier(2), list[int]()
        address = f"/supporting/{cast.rosa}/asks/{ask_id}/claim"

        def claim(number: int, address: str, together: Barrier, answers: list[int]) -> None:
            together.wait()
            answer = visitors[number].client.post(address, data={"csrf_token": tokens[number]})
            answers.append(answer.status_code)

        threads = [Thread(target=claim, args=(number, address, together, answers)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [303, 303]
        with app.app_context():
            held = select(func.count(AskClaim.id)).where(AskClaim.ask_id == UUID(ask_id))
            assert db.session.scalar(held) == 1
