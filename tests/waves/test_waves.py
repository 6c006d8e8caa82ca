"""Urge surfing: a number each minute, none of them lost, and the last one ends the wave."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.skills.models import Practice
from companion.records.waves.models import WaveRating
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def ride(rosa: Visitor) -> str:
    """The page on which she watches the wave of a craving that began at 7."""
    answer = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    return str(answer.location).replace("/choose", "/do/urge-surf")


def practise(rosa: Visitor) -> str:
    form = {"skill": "urge-surf", "before": "6", "submission_id": str(uuid4())}
    return str(rosa.post("/practice/new", **form).location)


def rate(rosa: Visitor, page: str, strength: str, *, htmx: bool = False, form: str | None = None) -> str:
    found = re.search(r'id="wave".*?action="([^"]+)"', rosa.get(page).text, re.S)
    assert found
    answer = rosa.post(found[1], htmx=htmx, strength=strength, submission_id=form or str(uuid4()))
    assert answer.status_code == (200 if htmx else 303)
    return answer.text if htmx else str(answer.location)


def strengths(app: Flask) -> list[int | None]:
    with app.app_context():
        return list(db.session.scalars(select(WaveRating.strength).order_by(WaveRating.rated_at)))


@pytest.mark.parametrize("htmx", [True, False])
def test_each_minute_of_a_craving_is_kept_and_the_last_one_ends_it(
    rosa: Visitor, app: Flask, frozen: time_machine.Traveller, htmx: bool
) -> None:
    page = ride(rosa)
    for strength in ("8", "5", "3"):
        frozen.shift(timedelta(minutes=1))
        rate(rosa, page, strength, htmx=htmx)
    assert strengths(app) == [8, 5, 3]
    shown = rosa.get(page).text
    assert "You started at 7." in shown
    assert "Since then: 8, 5, 3." in shown
    with app.app_context():
        craving = db.session.scalars(select(Craving)).one()
        assert (craving.strength, craving.strength_after, craving.skill_key) == (7, 3, "urge_surf")
        assert craving.rated_at == NOW + timedelta(minutes=3)
    done = re.search(r'href="([^"]+)">I am done for now', shown)
    assert done
    assert "It went from 7 to 3. You rode it out." in rosa.get(done[1]).text


def test_in_practice_it_is_the_same(rosa: Visitor, app: Flask) -> None:
    page = practise(rosa)
    assert rate(rosa, page, "5") == f"{page}#wave"
    rate(rosa, page, "unsure")
    part = rate(rosa, page, "2", htmx=True)
    assert "<html" not in part
    assert "Since then: 5, Not sure, 2." in part
    assert "Saved: 2." in part
    with app.app_context():
        practice = db.session.scalars(select(Practice)).one()
        assert (practice.before, practice.after) == (6, 2)
    assert "From 6 to 2." in rosa.get(page.replace("/after", "")).text


def test_the_same_tap_twice_is_one_rating_and_undoes_no_later_one(rosa: Visitor, app: Flask) -> None:
    page, form = ride(rosa), str(uuid4())
    rate(rosa, page, "6", form=form)
    rate(rosa, page, "4")
    rate(rosa, page, "6", form=form)
    assert strengths(app) == [6, 4]
    with app.app_context():
        assert db.session.scalars(select(Craving)).one().strength_after == 4


@pytest.mark.parametrize("strength", ["", "11", "-1", "x"])
def test_a_number_that_cannot_be_is_refused(rosa: Visitor, app: Flask, strength: str) -> None:
    for page in (ride(rosa), practise(rosa)):
        at = f"{page}/ratings" if "/do/" in page else page.replace("/after", "/ratings")
        for htmx in (True, False):
            answer = rosa.post(at, htmx=htmx, strength=strength, submission_id=str(uuid4()))
            assert answer.status_code == 422
            assert "Please tap a number" in answer.text
    assert strengths(app) == []


def test_another_client_cannot_rate_or_see_it(rosa: Visitor, omar: Visitor, app: Flask) -> None:
    page, practice = ride(rosa), practise(rosa)
    rate(rosa, page, "6")
    form = {"strength": "1", "submission_id": str(uuid4())}
    for visitor in (omar,):
        assert visitor.get(page).status_code == 404
        assert visitor.post(f"{page}/ratings", **form).status_code == 404
        assert visitor.post(practice.replace("/after", "/ratings"), **form).status_code == 404
    assert strengths(app) == [6]


def test_a_rating_is_of_one_wave(context: Flask, cast: Cast) -> None:
    whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
    db.session.add(WaveRating(**whose, strength=5, rated_at=NOW))
    with pytest.raises(IntegrityError):
        db.session.flush()
