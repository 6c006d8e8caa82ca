from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.access.consents import codes
from companion.access.consents.actions import stop
from companion.access.models import Support
from companion.accounts.models import Person
from companion.audit.models import Disclosure, Event
from companion.core.db import db
from companion.programs import queries as programs
from tests.cast import NOW, Cast
from tests.consents.giving import accept, support_of
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor


def ask_ben(app: Flask, cast: Cast) -> tuple[UUID, str]:
    """Omar asks Ben too, and tells him the code."""
    with app.app_context():
        omar, ben = (db.session.get_one(Person, who) for who in (cast.omar, cast.ben))
        support = access.ask_for_support(omar, ben, relation="Friend", at=NOW)
        code = codes.make(support, at=NOW)
        db.session.commit()
        return support.id, code


def test_the_page_is_whole_with_nothing_shared(ben: Visitor, cast: Cast) -> None:
    page = ben.get(f"/supporting/{cast.rosa}").text
    wanted = [
        "How to help",
        "Nothing is shared right now. Here is how to help in general.",
        "What helps",
        "What does not help",
        "If they say they have a craving",
        "If they say they used",
        "If you are scared for their life",
        "For you",
        "Stop being a supporter here",
    ]
    places = [page.index(words, page.index("<h1")) for words in wanted]
    assert places == sorted(places)
    for number in ("tel:911", "tel:988", "tel:+18006624357", "tel:+15550100100"):
        assert f'href="{number}"' in page
    assert "<title>How to help</title>" in page


def test_the_page_holds_nothing_of_the_client_but_the_name(app: Flask, ben: Visitor, cast: Cast) -> None:
    with app.app_context():
        make_world(cast)
        stop(support_of(cast), by=db.session.get_one(Person, cast.rosa), at=NOW)
        db.session.commit()
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert "Rosa" in page
    assert CANARY not in page
    for word in ("Brother", "Evening", "Cora", "rosa@test.example", "Week ", "Nov"):
        assert word not in page


def test_reading_the_page_is_noted_as_seen(app: Flask, ben: Visitor, cast: Cast) -> None:
    ben.get(f"/supporting/{cast.rosa}")
    with app.app_context():
        seen = db.session.scalars(select(Disclosure)).one()
        assert (seen.client_id, seen.recipient_id, seen.purpose) == (cast.rosa, cast.ben, "support")


def test_a_program_that_turned_the_overdose_box_off_still_shows_911(
    app: Flask, ben: Visitor, cast: Cast
) -> None:
    with app.app_context():
        programs.program(cast.program).shows_overdose_box = False
        db.session.commit()
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert 'href="tel:911"' in page
    assert "naloxone" not in page


def test_with_one_client_and_no_ask_the_page_opens_by_itself(ben: Visitor, cast: Cast) -> None:
    assert ben.get("/supporting").location == f"/supporting/{cast.rosa}"


def test_a_waiting_ask_is_not_hidden_by_the_client_who_is_there_already(
    app: Flask, ben: Visitor, cast: Cast
) -> None:
    support_id, code = ask_ben(app, cast)
    page = ben.get("/supporting").text
    assert "You have an invitation" in page
    assert "Omar" not in page
    assert f'href="/supporting/{cast.rosa}"' in page
    assert accept(ben, support_id, code).location == f"/supporting/{cast.omar}"
    both = ben.get("/supporting").text
    assert [f'href="/supporting/{one}"' in both for one in (cast.omar, cast.rosa)] == [True, True]
    assert "You have an invitation" not in both


def test_a_second_tap_on_accept_is_harmless(app: Flask, ben: Visitor, cast: Cast) -> None:
    support_id, code = ask_ben(app, cast)
    accept(ben, support_id, code)
    again = ben.post(f"/supporting/asks/{support_id}/acceptance", is_read="y")
    assert again.location == f"/supporting/{cast.omar}"
    with app.app_context():
        accepted = select(Event).where(Event.action == "support:accepted", Event.client_id == cast.omar)
        assert len(db.session.scalars(accepted).all()) == 1


def test_a_supporter_may_say_no(app: Flask, ben: Visitor, omar: Visitor, cast: Cast) -> None:
    support_id, _ = ask_ben(app, cast)
    assert ben.post(f"/supporting/asks/{support_id}/refusal").location == "/supporting"
    assert ben.get("/supporting").location == f"/supporting/{cast.rosa}"
    assert ben.get(f"/supporting/{cast.omar}").status_code == 404
    assert "Ben" not in omar.get("/sharing").text


@pytest.mark.parametrize("verb", ["code", "acceptance", "refusal"])
def test_an_ask_that_ended_or_is_another_s_is_not_found(
    app: Flask, ben: Visitor, cast: Cast, verb: str
) -> None:
    support_id, _ = ask_ben(app, cast)
    with app.app_context():
        support, omar = db.session.get_one(Support, support_id), db.session.get_one(Person, cast.omar)
        access.end_support(support, by=omar, at=NOW)
        db.session.commit()
    assert ben.post(f"/supporting/asks/{support_id}/{verb}").status_code == 404
    assert ben.post(f"/supporting/asks/{cast.rosa}/{verb}").status_code == 404


def test_leaving_takes_one_tap(app: Flask, ben: Visitor, cast: Cast) -> None:
    assert ben.post(f"/supporting/{cast.rosa}/leave").location == "/supporting"
    assert ben.get(f"/supporting/{cast.rosa}").status_code == 404
    assert ben.post(f"/supporting/{cast.rosa}/leave").status_code == 404
    assert "Rosa" not in ben.get("/supporting").text
    with app.app_context():
        support = db.session.scalars(select(Support)).one()
        assert (support.ended_by, support.ended_at) == (cast.ben, NOW)


def test_strangers_find_nothing(
    rosa: Visitor, wes: Visitor, ada: Visitor, anyone: Visitor, ben: Visitor, cast: Cast
) -> None:
    for visitor in (rosa, wes, ada):
        assert visitor.get("/supporting").status_code == 404
        assert visitor.get(f"/supporting/{cast.rosa}").status_code == 404
    assert anyone.get(f"/supporting/{cast.rosa}").location == "/sign-in"
    assert ben.get(f"/supporting/{cast.omar}").status_code == 404
