"""Two programs on one installation: nothing of one is found, shown or pointed to from the other."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Table, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from companion.core.db import Base, db
from tests.cast import Cast
from tests.house.neighbours import NEIGHBOURS, make_neighbours
from tests.house.test_access import ALLOWED, RULES, address_of, outcome
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor

WORDS = (CANARY, "Maple House", "Rosa", "Omar", "Cora Counselor", "Wes Counselor", "Ada Admin")
AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Where a page says the names of all programs, or the address is a public code or a skill of all programs.
PUBLIC = ("public.", "static")
# Rows that anybody may cause by asking for a page or signing in.
WAYS_OUT = ("/sign-out", "/leave", "/leave/list")
UNGUARDED = {"sign_in_sessions", "throttles", "alembic_version"}


@pytest.fixture
def places(app: Flask, cast: Cast) -> dict[str, str]:
    """What stands for each placeholder in the first program, beside which a second one is at work."""
    with app.app_context():
        places = make_world(cast)
        own = make_neighbours(cast)
    return {**places, **{f"own {name}": str(value) for name, value in own.items()}}


def test_a_planted_id_is_not_there_for_anyone(app: Flask, cast: Cast, places: dict[str, str]) -> None:
    """Each id of the first program, alone and under an own client of the second one, with GET and POST."""
    before = rows_of(app, cast.program)
    for name in NEIGHBOURS:
        visitor = Visitor(app, f"{name}@test.example")
        for rule, method in RULES:
            for address in planted(rule, places):
                answer = visitor.get(address) if method == "GET" else visitor.post(address, skill="halt")
                assert outcome(answer) != ALLOWED, f"{name} at {method} {rule.rule}: {answer.status}"
                assert_nothing_of_it(answer, places, f"{name} at {method} {rule.rule}")
    assert rows_of(app, cast.program) == before


def test_a_list_holds_nothing_of_the_other_program(app: Flask, cast: Cast, places: dict[str, str]) -> None:
    foreign = ids_of(app, cast.program)
    for name in NEIGHBOURS:
        visitor = Visitor(app, f"{name}@test.example")
        for rule, address in own_pages(places):
            answer = visitor.get(address)
            where = f"{name} at {rule.rule}"
            assert_nothing_of_it(answer, {}, where)
            found = set(AN_ID.findall(answer.get_data(as_text=True))) & foreign
            assert not found, f"{where} shows ids of the other program"


def test_a_form_with_a_planted_id_ties_nothing_together(
    app: Flask, cast: Cast, places: dict[str, str]
) -> None:
    """One choice at a time, or the form's own id, is of the other program; the rest is as it stood."""
    before = rows_of(app, cast.program)
    kinds = ("client_id", "person_id", "track_id", "group_id", "series_id", "support_id", "alert_id")
    sent = 0
    for name in NEIGHBOURS:
        visitor = Visitor(app, f"{name}@test.example")
        for action, choices, written in forms_of(visitor, places):
            for field in choices:
                for foreign in (places[kind] for kind in kinds):
                    answer = visitor.post(action, **{**filled(choices, written), field: foreign})
                    assert answer.status_code < 500, f"{name} at {action} with {field}: {answer.status}"
                    sent += 1
    assert sent > 100, "the forms with choices were not found"
    assert rows_of(app, cast.program) == before
    assert not ties_across(app)


def planted(rule: Rule, places: dict[str, str]) -> list[str]:
    """The address with the other program's ids; and with an own client's, where it names more than them."""
    ids = {argument for argument in rule.arguments if argument.endswith("_id")}
    if rule.endpoint.startswith(PUBLIC) or not ids:
        return []
    found = [address_of(rule, places)]
    if "client_id" in ids and len(ids) > 1:
        found.append(address_of(rule, places | {"client_id": places["own nora"]}))
    return found


def own_pages(places: dict[str, str]) -> list[tuple[Rule, str]]:
    """Pages without an id, and those of an own client, track, group or colleague."""
    own = {"client_id": "nora", "track_id": "track", "group_id": "group", "person_id": "carl"}
    known = {argument: places[f"own {name}"] for argument, name in own.items()}
    found = []
    for rule, method in RULES:
        is_own = {argument for argument in rule.arguments if argument.endswith("_id")} <= set(known)
        is_page = method == "GET" and is_own and not rule.endpoint.startswith(PUBLIC)
        if is_page and not {"token", "code"} & rule.arguments:
            found.append((rule, address_of(rule, places | known)))
    return found


class Choices(HTMLParser):
    """The forms of a page: where each goes, what can be chosen or is hidden in it, and what is written."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name")
        if tag == "form" and given.get("method") == "post":
            self.found.append((given["action"], {}, {}))
        elif name and name != "csrf_token" and self.found and tag in ("input", "select", "textarea"):
            is_chosen = tag == "select" or given.get("type") in ("radio", "checkbox", "hidden")
            kept = self.found[-1][1 if is_chosen else 2]
            kept.setdefault(name, given.get("value", ""))


def forms_of(visitor: Visitor, places: dict[str, str]) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    found: dict[str, Any] = {}
    for rule, address in own_pages(places):
        if rule.rule in WAYS_OUT:
            continue
        answer = visitor.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for action, choices, written in Choices(answer.get_data(as_text=True)).found:
                found[action] = (action, choices, written)
    return [form for action, form in found.items() if action not in WAYS_OUT]


def filled(choices: dict[str, str], written: dict[str, str]) -> dict[str, str]:
    """As the page gives it, with a word where it is empty, and a fresh id so that each form is a new one."""
    fresh = {name: str(uuid4()) for name in choices if name == "submission_id"}
    return {**choices, **{name: value or "words" for name, value in written.items()}, **fresh}


def assert_nothing_of_it(answer: TestResponse, places: dict[str, str], where: str) -> None:
    text = answer.get_data(as_text=True)
    found = [word for word in WORDS if re.search(rf"\b{re.escape(word)}\b", text)]
    assert not found, f"{where} says {found}"


def of_programs() -> list[Table]:
    """Tables whose rows belong to a program."""
    return [t for t in Base.metadata.sorted_tables if "program_id" in t.c and t.name not in UNGUARDED]


def rows_of(app: Flask, program: UUID) -> dict[str, Any]:
    with app.app_context():
        return {
            table.name: sorted(
                map(repr, db.session.execute(select(table).where(table.c.program_id == program)))
            )
            for table in of_programs()
        }


def ids_of(app: Flask, program: UUID) -> set[str]:
    with app.app_context():
        tables = [table for table in of_programs() if "id" in table.c]
        return {
            str(one)
            for table in tables
            for one in db.session.scalars(select(table.c.id).where(table.c.program_id == program))
        }


def ties_across(app: Flask) -> list[str]:
    """Columns in which a row of one program points to a row of another."""
    with app.app_context():
        return [
            f"{table.name}.{key.parent.name}"
            for table in of_programs()
            for key in table.foreign_keys
            if "program_id" in key.column.table.c and is_tied(table, key)
        ]


def is_tied(table: Table, key: Any) -> bool:
    target = key.column.table.alias()
    chosen = select(table.c.program_id).join(target, key.parent == target.c[key.column.name])
    return (
        db.session.execute(chosen.where(target.c.program_id != table.c.program_id).limit(1)).first()
        is not None
    )
