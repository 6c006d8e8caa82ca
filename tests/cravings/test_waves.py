"""A wave that was left open, chips that save by themselves, and where the client is."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from companion.overviews.riding import rules
from companion.overviews.riding.rules import Place
from tests.cast import NOW
from tests.cravings.test_client import log, only_craving
from tests.visitor import Visitor

ASKED = "How did it end?"


def test_an_open_wave_is_asked_about_on_today_for_a_day(
    rosa: Visitor, frozen: time_machine.Traveller
) -> None:
    assert ASKED not in rosa.get("/today").text
    log(rosa)
    page = rosa.get("/today").text
    assert "Your craving at 5:00 PM. How did it end?" in page.replace("\u202f", " ")
    frozen.move_to(NOW + timedelta(hours=23, minutes=59))
    rosa.post("/sign-in", email="rosa@test.example", password="seven quiet green lamps")
    assert ASKED in rosa.get("/today").text
    frozen.move_to(NOW + timedelta(hours=24))
    assert ASKED not in rosa.get("/today").text


def test_only_the_newest_wave_is_asked_about_and_only_once(rosa: Visitor) -> None:
    log(rosa, "5", occurred="2026-11-18T09:00")
    newest = log(rosa, "8")
    assert rosa.get("/today").text.count(ASKED) == 1
    rosa.post(f"/cravings/{newest}/after", strength="2", skill="")
    assert ASKED not in rosa.get("/today").text


def test_the_card_is_answered_where_it_stands(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    answer = rosa.post(f"/cravings/{craving}/after", htmx=True, strength="3", skill="")
    assert answer.status_code == 200
    assert "Thank you." in answer.text
    assert only_craving(app).strength_after == 3


def test_who_would_rather_not_say_is_not_asked_again(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    assert rosa.post(f"/cravings/{craving}/left", htmx=True).status_code == 200
    assert ASKED not in rosa.get("/today").text
    row = only_craving(app)
    assert (row.left_at, row.rated_at, row.strength_after) == (NOW, None, None)
    rosa.post(f"/cravings/{craving}/after", strength="3", skill="")
    rosa.post(f"/cravings/{craving}/left")
    assert only_craving(app).strength_after == 3


def test_a_chip_saves_at_once_and_without_htmx_by_a_button(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    assert "What set it off?" in rosa.get(f"/cravings/{craving}/choose").text
    answer = rosa.post(f"/cravings/{craving}/tags", htmx=True, triggers=["lonely", "payday"])
    assert "Saved." in answer.text
    with app.app_context():
        assert only_craving(app).trigger_keys == ["lonely", "payday"]
    plain = rosa.post(f"/cravings/{craving}/tags", triggers=["lonely"])
    assert "Saved." in rosa.get(plain.location).text
    with app.app_context():
        assert only_craving(app).trigger_keys == ["lonely"]
    for htmx in (True, False):
        assert rosa.post(f"/cravings/{craving}/tags", htmx=htmx, triggers="nonsense").status_code == 422
    rosa.post(f"/cravings/{craving}/tags")
    with app.app_context():
        assert only_craving(app).trigger_keys == []


@pytest.mark.parametrize(
    ("ago", "when"), [("15", "2026-11-18T21:45:00+00:00"), ("180", "2026-11-18T19:00:00+00:00")]
)
def test_a_little_earlier_is_one_tap(app: Flask, rosa: Visitor, ago: str, when: str) -> None:
    log(rosa, "5", ago=ago)
    assert only_craving(app).occurred_at.isoformat() == when


def test_a_made_up_time_ago_is_refused(rosa: Visitor) -> None:
    answer = rosa.post(
        "/cravings/new", strength="5", ago="7", submission_id="0b1e8a1e-2c7e-4c4e-9d0e-000000000001"
    )
    assert answer.status_code == 422
    assert "How long ago?" in answer.text


def test_where_the_client_is_decides_what_fits_for_two_hours(
    rosa: Visitor, frozen: time_machine.Traveller
) -> None:
    craving = log(rosa)
    choose = f"/cravings/{craving}/choose"
    assert 'aria-current="true"' not in rosa.get(choose).text.split('id="tags"')[0].split('id="places"')[1]
    moving = rosa.get(f"{choose}?where=moving").text
    assert offered(moving) <= {"call-support", "halt", "recall-why", "self-talk", "tipp-cold", "tipp-move"}
    frozen.move_to(NOW + timedelta(minutes=50))
    assert offered(rosa.get(choose).text) == offered(moving)
    people = rosa.get(f"{choose}?where=people").text
    assert not offered(people) & {"tipp-cold", "tipp-move"}
    assert rosa.get(f"{choose}?where=nonsense").status_code == 200
    assert rules.still_there("moving", NOW.timestamp(), NOW + timedelta(minutes=119)) == Place.MOVING
    assert rules.still_there("moving", NOW.timestamp(), NOW + timedelta(hours=2)) is None


def offered(page: str) -> set[str]:
    found = {part.split('"')[0] for part in page.split('id="offer-')[1:]}
    assert len(found) == 3
    return found


@pytest.mark.parametrize(
    ("tags", "place", "fits"),
    [
        (("under_2_minutes",), None, True),
        (("under_2_minutes",), Place.ALONE, True),
        (("under_2_minutes",), Place.MOVING, True),
        (("under_2_minutes",), Place.PEOPLE, False),
        (("quiet",), Place.PEOPLE, True),
        (("quiet",), Place.MOVING, False),
        (("with_people",), Place.PEOPLE, True),
        (("no_sound",), Place.PEOPLE, False),
    ],
)
def test_what_fits_where(tags: tuple[str, ...], place: Place | None, fits: bool) -> None:
    assert rules.fits(tags, place) is fits
