"""Every address, asked for by every person of the cast, answers what the permission table says."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from companion.access.permissions import Can, Relation, may
from companion.app import create_app
from companion.core import web
from companion.core.db import Base, db
from tests.cast import Cast
from tests.conftest import settings_for
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor

PEOPLE = ("visitor", "rosa", "omar", "cora", "wes", "ben", "ada")
ALLOWED, NOT_FOUND, FORBIDDEN, SIGN_IN = "allowed", "not found", "forbidden", "sign in"
# Tables that a refused request may still write: who is signed in, and wrong tries.
UNGUARDED = {"sign_in_sessions", "throttles", "alembic_version"}

# What the first counselor removes here, the second does not find.
GONE_AFTER_ONE = {"/groups/holidays/<uuid:holiday_id>/removal"}
# What is said of a group opens to who leads it; its plan, to every counselor.
ONLY_HERS = GONE_AFTER_ONE | {"/groups/<uuid:group_id>/brief"}

RULES = [
    (rule, method)
    for rule in create_app(settings_for("sqlite://")).url_map.iter_rules()
    for method in sorted((rule.methods or set()) & {"GET", "POST"})
    if rule.endpoint != "static"
]


@pytest.mark.parametrize(("rule", "method"), RULES, ids=[f"{m} {r.rule}" for r, m in RULES])
def test_an_address_opens_to_those_the_table_names(app: Flask, cast: Cast, rule: Rule, method: str) -> None:
    with app.app_context():
        places = make_world(cast)
    address = address_of(rule, places)
    for name in PEOPLE:
        wanted = expected(app, rule, name)
        visitor = Visitor(app, None if name == "visitor" else f"{name}@test.example")
        before = counts(app)
        answer = visitor.get(address) if method == "GET" else visitor.post(address, skill="halt")
        assert outcome(answer) == wanted, f"{name} at {method} {rule.rule}: {answer.status}"
        is_emergency = name == "ada" and rule.endpoint.startswith(("staff.", "privacy.emergencies."))
        if name not in ("rosa", "cora") and not is_emergency:
            assert CANARY not in answer.get_data(as_text=True), f"{name} reads Rosa's words at {rule.rule}"
        if wanted != ALLOWED:
            assert counts(app) == before, f"{name} was refused at {rule.rule}, and something was written"


def test_an_unknown_person_s_id_answers_as_a_foreign_one(app: Flask, cast: Cast, wes: Visitor) -> None:
    foreign = wes.get(f"/caseload/{cast.rosa}/brief")
    unknown = wes.get(f"/caseload/{cast.track}/brief")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.text.replace(str(cast.rosa), "") == unknown.text.replace(str(cast.track), "")


def expected(app: Flask, rule: Rule, name: str) -> str:
    """What the portal and the table say of this person at this address about Rosa."""
    portal = rule.endpoint.partition(".")[0]
    if portal == "public":
        return ALLOWED
    if name == "visitor":
        return SIGN_IN
    relation = relation_of(portal, rule, name)
    if relation is None:
        return NOT_FOUND
    can = Can(web.allow_of(app.view_functions[rule.endpoint]))
    return ALLOWED if may(relation, can) else FORBIDDEN


def relation_of(portal: str, rule: Rule, name: str) -> Relation | None:
    is_hers = bool({argument for argument in rule.arguments if argument.endswith("_id")})
    names_client = "client_id" in rule.arguments
    found: dict[tuple[str, str], Relation] = {
        ("client", "rosa"): Relation.CLIENT,
        ("counselor", "cora"): Relation.CARE_TEAM if names_client else Relation.COUNSELOR,
        ("supporter", "ben"): Relation.SUPPORTS if names_client else Relation.SUPPORTER,
        ("admin", "ada"): Relation.ADMINISTRATOR,
        ("lead", "cora"): Relation.LEAD,
        ("privacy", "ada"): Relation.PRIVACY_OFFICER,
        ("staff", "ada"): Relation.EMERGENCY if names_client else Relation.STAFF,
    }
    if portal == "account" and (name == "rosa" or not is_hers):
        return Relation.PERSON
    if portal == "staff" and name in ("cora", "wes") and not names_client:
        return Relation.STAFF
    if portal == "client" and name == "omar" and not is_hers:
        return Relation.CLIENT
    # A session opens to who leads it, and to the care team of those who belong to it.
    is_of_session = bool(rule.arguments & {"appointment_id", "cover_id"}) or rule.rule in ONLY_HERS
    if portal == "counselor" and name == "wes" and not names_client and not is_of_session:
        return Relation.COUNSELOR
    return found.get((portal, name))


def address_of(rule: Rule, places: dict[str, str]) -> str:
    address = rule.rule
    if rule.rule.startswith("/measures/"):
        places = places | {"slug": "phq-9"}
    if "/duties/" in rule.rule:
        places = places | {"slug": "lead"}
    if rule.rule == "/practice/new":
        address += "?skill=halt"
    for argument in rule.arguments:
        for form in (f"<{argument}>", f"<uuid:{argument}>"):
            address = address.replace(form, places[argument])
    return address


def outcome(answer: TestResponse) -> str:
    if answer.status_code == 401 or (answer.location or "").endswith("/sign-in"):
        return ALLOWED if answer.request.path == "/sign-out" else SIGN_IN
    assert answer.status_code < 500
    return {404: NOT_FOUND, 403: FORBIDDEN}.get(answer.status_code, ALLOWED)


def counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in UNGUARDED
        }
