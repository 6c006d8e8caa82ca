"""The lock: what a locked screen still does, and that it reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from companion.accounts import locks, rules
from companion.accounts.models import Person, SignInSession
from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn
from tests.cast import NOW, PASSWORD, Cast
from tests.visitor import Visitor

PIN = "2749"


@pytest.fixture
def rosa(app: Flask, cast: Cast) -> Visitor:
    """She has a lock of one minute, and is signed in."""
    give_lock(app, cast.rosa)
    return Visitor(app, "rosa@test.example")


def give_lock(app: Flask, person_id: object, *, after: int = 1, shows_people: bool = False) -> None:
    with app.app_context():
        person = db.session.get_one(Person, person_id)
        locks.set_lock(person, pin=PIN, after_minutes=after, shows_people=shows_people, at=NOW)
        db.session.commit()


def shut(visitor: Visitor) -> None:
    assert visitor.post("/lock/now").location == "/lock"


def cookie(visitor: Visitor) -> str:
    found = visitor.client.get_cookie("companion")
    assert found
    return found.value


@pytest.mark.parametrize(
    ("pin", "is_easy"),
    [
        *((pin, True) for pin in ("0000", "1234", "8901", "4321", "1212", "123123")),
        *((pin, False) for pin in ("2749", "1357", "11223", "90210")),
    ],
)
def test_a_pin_that_many_people_choose_is_refused(pin: str, is_easy: bool) -> None:
    assert rules.is_easy_pin(pin) is is_easy


def test_a_locked_session_reads_nothing(app: Flask, rosa: Visitor) -> None:
    assert rosa.get("/today").status_code == 200
    shut(rosa)
    for rule in app.url_map.iter_rules():
        methods = rule.methods or set()
        is_own = rule.endpoint.split(".")[0] in ("client", "account")
        if "GET" in methods and is_own and not rule.arguments:
            assert rosa.get(rule.rule).location == "/lock", rule.rule


def test_the_page_of_the_lock_says_nothing_of_whom(rosa: Visitor) -> None:
    shut(rosa)
    page = rosa.get("/lock").text
    assert "Rosa" not in page and "rosa@" not in page and "Maple House" not in page
    assert "I have a craving" in page and 'href="/help"' in page


def test_help_now_is_there_without_my_people_unless_i_chose_so(app: Flask, cast: Cast, rosa: Visitor) -> None:
    who = {"name": "Aunt Mae", "phone": "+1 555 010 0142", "is_on_help_now": "y"}
    rosa.post("/contacts/new", submission_id=str(uuid4()), **who)
    seen_open = "Aunt Mae" in rosa.get("/help").text
    shut(rosa)
    assert "Aunt Mae" not in rosa.get("/help").text
    give_lock(app, cast.rosa, shows_people=True)
    assert ("Aunt Mae" in rosa.get("/help").text) is seen_open is True


def test_going_away_locks_without_a_script(rosa: Visitor) -> None:
    rosa.get("/today")
    with time_machine.travel(NOW + timedelta(seconds=59), tick=False):
        assert rosa.get("/today").status_code == 200
    with time_machine.travel(NOW + timedelta(seconds=119), tick=False):
        assert rosa.get("/today").location == "/lock"


def test_what_the_phone_sends_by_itself_keeps_no_screen_open(rosa: Visitor) -> None:
    rosa.get("/today")
    with time_machine.travel(NOW + timedelta(seconds=50), tick=False):
        assert rosa.client.get("/offline/state", headers={"Entry-Sent-By": "script"}).json
    with time_machine.travel(NOW + timedelta(seconds=61), tick=False):
        assert rosa.get("/today").location == "/lock"


def test_a_craving_is_saved_and_not_shown(app: Flask, rosa: Visitor) -> None:
    shut(rosa)
    assert 'action="/cravings/new"' in rosa.get("/lock/craving").text
    answer = rosa.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    assert (answer.status_code, answer.location) == (303, "/lock?saved=1")
    assert "Saved" in rosa.get("/lock?saved=1").text
    with app.app_context():
        assert db.session.scalar(select(Craving.strength)) == 7
    assert rosa.get("/cravings").location == "/lock"


def test_an_entry_with_a_mistake_waits_until_the_app_is_open(app: Flask, rosa: Visitor) -> None:
    shut(rosa)
    answer = rosa.post("/journal/new", submission_id=str(uuid4()), text="x" * 10_001, audience="me")
    assert answer.status_code == 422
    kept = answer.text.partition('name="kept"')[2].partition('value="')[2].partition('"')[0]
    assert kept and "xxx" not in answer.text.replace(kept, "")
    opened = rosa.post("/lock/end", pin=PIN, kept=kept)
    assert "x" * 10_001 in opened.text


def test_what_was_being_sent_comes_back_after_the_pin(app: Flask, rosa: Visitor) -> None:
    shut(rosa)
    answer = rosa.post("/contacts/new", submission_id=str(uuid4()), name="Aunt Mae", phone="+15550100142")
    assert answer.status_code == 401
    kept = answer.text.partition('name="kept"')[2].partition('value="')[2].partition('"')[0]
    assert "Aunt Mae" in rosa.post("/lock/end", pin=PIN, kept=kept).text


def test_the_pin_opens_with_a_new_token_at_the_page_where_one_was(app: Flask, rosa: Visitor) -> None:
    shut(rosa)
    rosa.get("/journal/new")
    before = cookie(rosa)
    assert rosa.post("/lock/end", pin=PIN).location == "/journal/new"
    assert rosa.get("/journal/new").status_code == 200
    rosa.client.set_cookie("companion", before)
    assert rosa.get("/journal/new").location == "/sign-in"


def test_five_wrong_wait_and_ten_wrong_need_the_password(app: Flask, rosa: Visitor) -> None:
    shut(rosa)
    answers = [rosa.post("/lock/end", pin="9999").status_code for _ in range(5)]
    assert answers == [422] * 5
    assert rosa.post("/lock/end", pin=PIN).status_code == 429
    with time_machine.travel(NOW + timedelta(seconds=31), tick=False):
        answers = [rosa.post("/lock/end", pin="9999").status_code for _ in range(4)]
        assert answers == [422] * 4
        assert rosa.post("/lock/end", pin="9999").location == "/sign-in"
        assert rosa.get("/today").location == "/sign-in"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CheckIn)) == 0
        assert db.session.scalar(select(SignInSession.ended_at).where(SignInSession.ended_at.is_not(None)))
    again = Visitor(app, "rosa@test.example")
    assert again.get("/today").status_code == 200


def test_a_right_pin_forgets_the_wrong_ones(app: Flask, rosa: Visitor) -> None:
    for _ in range(3):
        shut(rosa)
        for _ in range(4):
            rosa.post("/lock/end", pin="9999")
        assert rosa.post("/lock/end", pin=PIN).location == "/today"


def test_signing_in_over_a_lock_ends_what_is_behind_it(app: Flask, rosa: Visitor) -> None:
    shut(rosa)
    before = cookie(rosa)
    rosa.post("/sign-in", email="omar@test.example", password=PASSWORD)
    assert rosa.get("/today").status_code == 200
    rosa.client.set_cookie("companion", before)
    assert rosa.get("/today").location == "/sign-in"


def test_the_phone_may_send_what_waits_while_it_is_locked(rosa: Visitor) -> None:
    shut(rosa)
    state = rosa.client.get("/offline/state").json
    assert state and state["owner"] and state["token"]


def test_a_counselors_lock_takes_no_entries(app: Flask, cast: Cast) -> None:
    give_lock(app, cast.cora)
    cora = Visitor(app, "cora@test.example")
    shut(cora)
    assert cora.get("/caseload").location == "/lock"
    assert cora.post("/cravings/new", submission_id=str(uuid4()), strength="7").status_code == 401
    assert "I have a craving" not in cora.get("/lock").text
    assert cora.get("/lock/craving").location == "/"


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
