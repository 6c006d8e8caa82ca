from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from companion.accounts.models import SignInSession
from companion.core.db import db, new_id
from companion.programs import actions as programs
from companion.programs.models import Program
from tests.cast import NOW, Cast
from tests.visitor import Visitor

PROGRAM_LINE = "tel:+15550100100"
OVERDOSE = "Someone won’t wake up or is not breathing? Call 911. Give naloxone if you have it."


def links(page: str) -> list[str]:
    return re.findall(r'href="((?:tel|sms):[^"]*)"', page)


def add(visitor: Visitor, name: str, phone: str, **form: Any) -> None:
    form = {"submission_id": str(new_id()), "name": name, "phone": phone, **form}
    assert visitor.post("/contacts/new", **form).status_code == 303


def change_program(app: Flask, cast: Cast, **values: Any) -> None:
    with app.app_context():
        program = db.session.get_one(Program, cast.program)
        for name, value in values.items():
            setattr(program, name, value)
        db.session.commit()


@contextmanager
def written(app: Flask) -> Iterator[list[str]]:
    """The statements that would have changed a row, and the commits of a transaction that began to write."""
    statements: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.upper().startswith(("SELECT", "BEGIN", "PRAGMA")) or "IMMEDIATE" in statement:
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_someone_signed_out_gets_the_whole_page(anyone: Visitor, cast: Cast) -> None:
    page = anyone.get("/help").text
    assert links(page) == ["tel:988", "sms:988", PROGRAM_LINE, "tel:911", "tel:+18006624357"]
    for words in (
        "You reached out. That took strength.",
        "Call 988. Free. Any time.",
        OVERDOSE,
        "Mon–Fri, 8 to 6",
        "Breathe with me",
        "count to 4",
        "count to 6",
        "Opening this page is private. We do not tell anyone.",
    ):
        assert words in page


def test_the_page_works_where_no_program_is_known(anyone: Visitor) -> None:
    page = anyone.get("/help").text
    assert links(page) == ["tel:988", "sms:988", "tel:911", "tel:+18006624357"]
    assert OVERDOSE in page


def test_a_visitor_gets_no_clinics_line_where_there_are_two(app: Flask, anyone: Visitor, cast: Cast) -> None:
    with app.app_context():
        other = programs.create_program(name="Oak House", zone="UTC", language="en", at=NOW)
        other.phone = "555 0199"
        db.session.commit()
    assert links(anyone.get("/help").text) == ["tel:988", "sms:988", "tel:911", "tel:+18006624357"]


def test_a_person_of_a_program_gets_its_line_where_there_are_two(
    app: Flask, rosa: Visitor, ben: Visitor, cora: Visitor
) -> None:
    with app.app_context():
        programs.create_program(name="Oak House", zone="UTC", language="en", at=NOW)
        db.session.commit()
    for person in (rosa, ben, cora):
        assert PROGRAM_LINE in links(person.get("/help").text)


@pytest.mark.parametrize("phone", ["", "ask at the desk"])
def test_a_program_without_a_number_has_no_row(app: Flask, anyone: Visitor, cast: Cast, phone: str) -> None:
    change_program(app, cast, phone=phone)
    page = anyone.get("/help").text
    assert "Call the program" not in page
    assert links(page) == ["tel:988", "sms:988", "tel:911", "tel:+18006624357"]


def test_a_program_can_leave_the_overdose_box_out(app: Flask, anyone: Visitor, cast: Cast) -> None:
    change_program(app, cast, shows_overdose_box=False)
    assert OVERDOSE not in anyone.get("/help").text


def test_a_clients_own_people_stand_after_988(rosa: Visitor) -> None:
    add(rosa, "Sam", "555 0101", is_on_help_now="y", ready_line="Call me?")
    add(rosa, "Not here", "555 0102")
    page = rosa.get("/help").text
    own = ["tel:5550101", "sms:5550101?&amp;body=Call%20me%3F"]
    assert links(page)[:5] == ["tel:988", "sms:988", *own, PROGRAM_LINE]
    assert "Not here" not in page


def test_nobody_elses_people_are_shown(
    rosa: Visitor, omar: Visitor, cora: Visitor, ben: Visitor, ada: Visitor, anyone: Visitor
) -> None:
    add(rosa, "Samuel", "555 0101", is_on_help_now="y")
    for other in (omar, cora, ben, ada, anyone):
        assert "Samuel" not in other.get("/help").text


def test_a_client_without_people_is_led_to_add_them(rosa: Visitor) -> None:
    assert 'href="/contacts"' in rosa.get("/help").text


def test_the_text_to_988_asks_in_spanish_for_who_reads_spanish(anyone: Visitor) -> None:
    anyone.client.set_cookie("language", "es")
    assert links(anyone.get("/help").text)[1] == "sms:988?&amp;body=AYUDA"


def test_opening_it_writes_nothing_at_all(app: Flask, rosa: Visitor, ben: Visitor, frozen: Any) -> None:
    add(rosa, "Sam", "555 0101", is_on_help_now="y")
    # Long enough that any other page would note when the person was last seen.
    frozen.shift(timedelta(minutes=30))
    with written(app) as statements:
        for person in (rosa, ben):
            assert person.get("/help").status_code == 200
    assert statements == []
    with app.app_context():
        seen = db.session.query(SignInSession.last_seen_at).all()
    assert {moment for (moment,) in seen} == {NOW}


def test_another_page_does_note_when_someone_was_last_seen(app: Flask, rosa: Visitor, frozen: Any) -> None:
    """So that the test above can fail."""
    frozen.shift(timedelta(minutes=30))
    with written(app) as statements:
        rosa.get("/journal")
    assert [one for one in statements if "sign_in_sessions" in one]
