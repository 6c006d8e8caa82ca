"""On the home screen: a name and a shape that say nothing, and a card that takes no for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from companion.accounts.models import Person
from companion.accounts.rules import AppIcon
from companion.core.db import db
from companion.core.static import STATIC
from tests.cast import NOW, PASSWORD, Cast
from tests.offline.phone import Phone
from tests.visitor import Visitor

CARD = 'id="install-card"'


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def manifest(visitor: Visitor) -> dict[str, Any]:
    answer = visitor.client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json" and answer.headers["Cache-Control"] == "no-store"
    found: dict[str, Any] = answer.get_json(force=True)
    return found


def test_the_manifest_has_what_a_phone_needs_and_says_nothing(app: Flask, cast: Cast) -> None:
    for name, start in (("rosa", "/today"), ("cora", "/caseload"), ("ben", "/supporting"), (None, "/")):
        visitor = Visitor(app, name and f"{name}@test.example")
        found = manifest(visitor)
        assert (found["start_url"], found["display"], found["name"]) == (start, "standalone", "Notes")
        assert {icon["sizes"] for icon in found["icons"]} == {"any", "192x192", "512x512"}
        assert [icon["purpose"] for icon in found["icons"][1:]] == ["any", "any", "maskable"]
        assert not re.search("recovery|sober|maple|companion|rosa", str(found), re.IGNORECASE)
        for icon in found["icons"]:
            assert visitor.get(icon["src"]).status_code == 200
        assert bool(found["shortcuts"]) is (name == "rosa")


def test_a_name_and_a_picture_follow_the_choice_in_both_languages(app: Flask, rosa: Visitor) -> None:
    assert 'href="/settings/app"' in rosa.get("/settings").text
    assert rosa.post("/settings/app", name="Sober days", icon="sun").status_code == 422
    assert rosa.post("/settings/app", name="tides", icon="sun").status_code == 303
    found = manifest(rosa)
    assert found["name"] == found["short_name"] == "Tides" and "sun-512" in found["icons"][2]["src"]
    page = rosa.get("/today").text
    assert 'content="Tides"' in page and "app/sun-180.png" in page
    rosa.get("/language/es?to=/today")
    assert manifest(rosa)["name"] == "Mareas"
    assert [one["name"] for one in manifest(rosa)["shortcuts"]] == ["Nueva entrada", "Ayuda ya"]


def test_behind_a_lock_the_name_stays(app: Flask, cast: Cast, rosa: Visitor) -> None:
    rosa.post("/settings/app", name="tides", icon="sun")
    chosen = {"kind": "pin", "pin": "2749", "after": "1", "phone": "own", "password": PASSWORD}
    rosa.post("/settings/lock", **chosen)
    rosa.post("/lock/now")
    assert manifest(rosa)["name"] == "Tides"


def test_the_card_comes_with_the_third_visit_and_goes_for_sixty_days(app: Flask, cast: Cast) -> None:
    for _ in range(2):
        assert CARD not in Visitor(app, "rosa@test.example").get("/today").text
    rosa = Visitor(app, "rosa@test.example")
    assert CARD in rosa.get("/today").text
    assert rosa.post("/settings/app/card/end").location == "/"
    assert CARD not in rosa.get("/today").text
    for days, is_there in ((59, False), (60, True)):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            page = Visitor(app, "rosa@test.example").get("/today").text
            assert (CARD in page) is is_there


def test_an_entry_that_had_to_wait_brings_the_card(app: Flask, cast: Cast, rosa: Visitor) -> None:
    phone = Phone(rosa)
    phone.send(phone.keep("/cravings/new", at=NOW - timedelta(hours=1), strength="5"))
    with app.app_context():
        assert db.session.get_one(Person, cast.rosa).visits == 3
    assert CARD in rosa.get("/today").text


@pytest.mark.parametrize("icon", list(AppIcon))
def test_each_picture_is_there_in_each_size_and_small(icon: AppIcon) -> None:
    sizes = {"180": 180, "192": 192, "512": 512, "maskable": 512}
    for end, size in sizes.items():
        picture = Path(STATIC / "app" / f"{icon}-{end}.png").read_bytes()
        assert int.from_bytes(picture[16:20]) == int.from_bytes(picture[20:24]) == size
        assert len(picture) < 20_000
