"""Setting a lock, saying whose phone it is, and where Leave goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from companion.accounts import actions as accounts
from companion.accounts.models import Lock, Person
from companion.core.db import db
from tests.cast import NOW, PASSWORD, Cast
from tests.visitor import Visitor

CHOSEN = {"kind": "pin", "pin": "2749", "after": "5", "phone": "own", "password": PASSWORD}


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def lock_of(app: Flask, person_id: Any) -> Lock | None:
    with app.app_context():
        return db.session.get(Lock, person_id)


def test_a_lock_is_set_with_the_password_and_shown_in_the_settings(app: Flask, cast: Cast) -> None:
    rosa = Visitor(app, "rosa@test.example")
    assert 'href="/settings/lock"' in rosa.get("/settings").text
    assert rosa.post("/settings/lock", **{**CHOSEN, "password": "wrong"}).status_code == 422
    assert lock_of(app, cast.rosa) is None
    assert rosa.post("/settings/lock", **CHOSEN).status_code == 303
    lock = lock_of(app, cast.rosa)
    assert lock and lock.after_minutes == 5 and lock.pin_hash and "2749" not in lock.pin_hash
    assert 'data-lock-after="5"' in rosa.get("/today").text
    assert "Lock now" in rosa.get("/settings/lock").text


@pytest.mark.parametrize("pin", ["", "123", "123456789", "1234", "12a4", "٢٧٤٩"])
def test_a_pin_that_is_no_good_is_refused(app: Flask, cast: Cast, pin: str) -> None:
    rosa = Visitor(app, "rosa@test.example")
    assert rosa.post("/settings/lock", **{**CHOSEN, "pin": pin}).status_code == 422
    assert lock_of(app, cast.rosa) is None


def test_an_empty_pin_keeps_the_one_there_is(app: Flask, cast: Cast) -> None:
    rosa = Visitor(app, "rosa@test.example")
    rosa.post("/settings/lock", **CHOSEN)
    rosa.post("/settings/lock", **{**CHOSEN, "pin": "", "after": "15"})
    rosa.post("/lock/now")
    assert rosa.post("/lock/end", pin="2749").location == "/today"


def test_a_passkey_has_to_be_there_before_it_is_chosen(app: Flask, cast: Cast) -> None:
    answer = Visitor(app, "rosa@test.example").post("/settings/lock", **{**CHOSEN, "kind": "passkey"})
    assert answer.status_code == 422 and "Add a passkey first." in answer.text


def test_taking_the_lock_away_ends_the_sign_ins_that_it_kept_shut(app: Flask, cast: Cast) -> None:
    rosa, elsewhere = Visitor(app, "rosa@test.example"), Visitor(app, "rosa@test.example")
    rosa.post("/settings/lock", **CHOSEN)
    elsewhere.post("/lock/now")
    rosa.post("/settings/lock", **{**CHOSEN, "kind": "off"})
    assert lock_of(app, cast.rosa) is None
    assert rosa.get("/today").status_code == 200
    assert elsewhere.get("/today").location == "/sign-in"


@pytest.mark.parametrize(
    ("phone", "after", "stays"), [("own", "5", True), ("own", "15", False), ("shared", "1", False)]
)
def test_only_ones_own_phone_with_a_quick_lock_stays_signed_in(
    app: Flask, cast: Cast, phone: str, after: str, stays: bool
) -> None:
    rosa = Visitor(app, "rosa@test.example")
    rosa.post("/settings/lock", **{**CHOSEN, "phone": phone, "after": after})
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        assert rosa.get("/today").location == ("/lock" if stays else "/sign-in")
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert rosa.get("/today").location == "/sign-in"


def test_a_browser_that_was_called_shared_stays_so_for_whoever_signs_in(app: Flask, cast: Cast) -> None:
    rosa = Visitor(app, "rosa@test.example")
    rosa.post("/settings/lock", **{**CHOSEN, "phone": "shared"})
    rosa.post("/sign-out")
    rosa.post("/sign-in", email="omar@test.example", password=PASSWORD)
    page = rosa.get("/settings/lock").text
    assert 'checked id="phone-1"' in page


@pytest.mark.parametrize("place", ["weather", "wikipedia", "google"])
def test_leave_goes_where_the_person_chose(app: Flask, cast: Cast, place: str) -> None:
    rosa = Visitor(app, "rosa@test.example")
    assert rosa.post("/settings/lock/leave", place="https://elsewhere.example").status_code == 422
    assert rosa.post("/settings/lock/leave", place=place).status_code == 303
    answer = rosa.get("/leave")
    assert answer.location and place in answer.location
    assert rosa.get("/today").location == "/sign-in"


def test_leave_locks_where_there_is_a_lock(app: Flask, cast: Cast) -> None:
    rosa = Visitor(app, "rosa@test.example")
    rosa.post("/settings/lock", **CHOSEN)
    for way, to in (("/leave", "https://www.weather.gov/"), ("/leave/list", "/list")):
        assert rosa.get(way).location == to
        assert rosa.get("/today").location == "/lock"
        rosa.post("/lock/end", pin="2749")


def test_leaving_works_while_the_database_does_not(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    from companion.access import signing

    def fail() -> None:
        raise OperationalError("", {}, Exception("busy"))

    rosa = Visitor(app, "rosa@test.example")
    monkeypatch.setattr(signing, "write_now", fail)
    assert rosa.get("/leave").location == "https://www.weather.gov/"
    assert rosa.get("/today").location == "/sign-in"


def test_the_cover_says_nothing(app: Flask, cast: Cast) -> None:
    rosa = Visitor(app, "rosa@test.example")
    rosa.get("/leave/list")
    page = rosa.get("/list").text
    assert "<title>List</title>" in page and "Rosa" not in page and "Maple" not in page
    assert rosa.get("/help/clear-history").status_code == 200


def test_every_page_has_the_way_out(app: Flask, cast: Cast) -> None:
    pages = {
        None: ("/", "/sign-in", "/help", "/get-help", "/nowhere"),
        "rosa": ("/today", "/settings/lock", "/nowhere"),
        "cora": ("/caseload", "/settings", "/admin"),
        "ada": ("/admin", "/caseload"),
        "ben": ("/settings", "/help"),
    }
    for name, addresses in pages.items():
        visitor = Visitor(app, name and f"{name}@test.example")
        for address in addresses:
            page = visitor.get(address).text
            assert page.count('href="/leave"') == 1, address
            links = page.split("<a ")
            assert 'class="skip"' in links[1] and 'href="/leave"' in links[2], address


@pytest.mark.parametrize("is_shared", [True, False])
def test_at_first_a_shared_phone_is_suggested_a_pin(app: Flask, cast: Cast, is_shared: bool) -> None:
    with app.app_context():
        token = accounts.invite(db.session.get_one(Person, cast.rosa), by=None, at=NOW)
        db.session.commit()
    visitor = Visitor(app)
    assert "Other people use this phone" in visitor.get(f"/welcome/{token}").text
    said = {"is_shared": "y"} if is_shared else {}
    answer = visitor.post(f"/welcome/{token}", new_password="quiet lamps by the river", **said)
    assert answer.location == ("/settings/lock?suggested=1" if is_shared else "/today")
    if is_shared:
        page = visitor.get(answer.location).text
        assert "A PIN keeps them from reading" in page and 'checked id="phone-1"' in page
