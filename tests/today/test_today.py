from __future__ import annotations

from flask import Flask

from companion.core.db import db
from tests.cast import Cast
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor


def test_an_empty_day_still_offers_every_way_on(rosa: Visitor) -> None:
    page = rosa.get("/today").text
    assert "Hi Rosa" in page
    assert "Nothing planned yet." in page
    for way in ("/cravings/new", "/skills", "/contacts/new", "/journal/new", "/help"):
        assert f'href="{way}"' in page


def test_today_shows_the_next_session_and_the_first_people(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        make_world(cast)
        db.session.commit()
    page = rosa.get("/today").text
    assert "One-to-one" in page
    assert f"Call {CANARY}" in page
    assert "tel:5550100" in page
    assert "Week 5 of 12" in page


def test_the_title_never_names_the_person(rosa: Visitor) -> None:
    page = rosa.get("/today").text
    assert "<title>Today</title>" in page


def test_me_leads_to_everything_of_one_s_own(rosa: Visitor) -> None:
    page = rosa.get("/me").text
    for place in ("/journal", "/cravings", "/contacts", "/sharing", "/settings"):
        assert f'href="{place}"' in page
