"""Every address of a supporter, with each of the 256 sets of things that a client can show.

One world holds something of each kind. What a page says beyond the part that everyone reads has to be what
the table opens: the sections there, nothing else there, and a length that is the sum of its parts.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import combinations
from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule

from companion.access.opened import OPENED, may_with, opened_by
from companion.access.permissions import ALLOWED, Can, Relation
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.core import web
from companion.core.db import db
from companion.records.asks.models import Ask
from companion.records.assessments.models import Measure
from companion.records.attendance.models import Attendance
from companion.records.days.models import DayCount
from companion.records.family import actions as family
from companion.records.family.rules import Heading, Mood
from companion.records.plan.models import PlanLine
from companion.records.plan.rules import Part
from companion.records.skills.models import Practice
from tests.cast import NOW, Cast
from tests.consents.giving import give, set_scopes
from tests.house.test_access import RULES, address_of
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor

SUBSETS = [frozenset(some) for size in range(9) for some in combinations(Scope, size)]
SECTIONS = {
    Can.SEE_TODAYS_LINE: 'id="todays-line"',
    Can.SEE_SESSION_TIMES: 'id="session-times"',
    Can.SEE_ATTENDANCE: 'id="attendance"',
    Can.SEE_CRAVING_COUNT: 'id="craving-count"',
    Can.SEE_SKILLS_PRACTICED: 'id="skills-practiced"',
    Can.SEE_MILESTONES: 'id="milestones"',
    Can.SEE_PLAN_PART: 'id="own-actions"',
    Can.SEE_ASKS: 'id="asks"',
}
WORDS = {
    Can.SEE_TODAYS_LINE: ("line-of-today", "tel:5550199"),
    Can.SEE_SESSION_TIMES: (" – 6:00",),
    Can.SEE_ATTENDANCE: ("1 hours this week",),
    Can.SEE_CRAVING_COUNT: ("1 logged.",),
    Can.SEE_SKILLS_PRACTICED: ("HALT",),
    Can.SEE_MILESTONES: ("Past 30 days.",),
    Can.SEE_PLAN_PART: ("wish-in-own-words", "step-in-own-plan"),
    Can.SEE_ASKS: ("ride-on-tuesday", "I can do it"),
}
NEVER = ("PHQ", "home check", "Evening group", "One-to-one", "Cora", "rosa@test.example", "halt-note")
TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}\s?[AP]M")
SUPPORTERS = [(rule, method) for rule, method in RULES if rule.endpoint.startswith("supporter.")]


def test_the_table_opens_each_permission_by_one_thing_and_none_of_them_without() -> None:
    opened = [can for cans in OPENED.values() for can in cans]
    assert set(OPENED) == set(Scope)
    assert len(opened) == len(set(opened))
    assert not set(opened) & ALLOWED[Relation.SUPPORTS]
    for relation in set(Relation) - {Relation.SUPPORTS}:
        assert not any(may_with(relation, can, tuple(Scope)) for can in set(opened) - ALLOWED[relation])
    assert set(opened) == set(SECTIONS)


def full_world(cast: Cast) -> dict[str, str]:
    """What the house's world has, and what of it a supporter may see in words that tell it apart."""
    places = make_world(cast)
    rosa = db.session.get_one(Person, cast.rosa)
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    family.say(rosa, day=NOW.date(), mood=Mood.ROUGH, words="line-of-today", at=NOW)
    family.write(rosa, {Heading.HELPS: "wish-in-own-words"}, "555 0199", at=NOW)
    line = PlanLine(**whose, submission_id=uuid4(), part=Part.ACTION, position=0, made_at=NOW, changed_at=NOW)
    line.words = "step-in-own-plan"
    db.session.query(DayCount).one().began_on = NOW.date() - timedelta(days=39)
    for row in db.session.query(Attendance).all():
        row.starts_at = NOW - timedelta(hours=2)
    for practice in db.session.query(Practice).all():
        practice.practiced_at = NOW - timedelta(hours=1)
    db.session.query(Ask).one().words = "ride-on-tuesday"
    measure = db.session.query(Measure).one()
    measure.write({"9": 3})
    db.session.add(line)
    set_scopes(UUID(places["consent_id"]), [])
    return places


def test_every_address_with_every_subset_says_what_the_table_says(
    app: Flask, cast: Cast, ben: Visitor
) -> None:
    with app.app_context():
        full_world(cast)
        consent_id = give(cast, []).id
    lengths: dict[frozenset[Scope], int] = {}
    headers = set()
    for scopes in SUBSETS:
        with app.app_context():
            set_scopes(consent_id, scopes)
        page = ben.client.get(f"/supporting/{cast.rosa}")
        check(page.text, scopes)
        lengths[scopes] = len(bare(page.text))
        headers.add(
            tuple(sorted(h for h in page.headers.items() if h[0] not in ("Content-Length", "Set-Cookie")))
        )
    assert len(headers) == 1
    nothing = lengths[frozenset()]
    alone = {scope: lengths[frozenset({scope})] for scope in Scope}
    # What a page on which something is shown has besides the parts: once in each of two, once in both.
    some = alone[Scope.TODAY] + alone[Scope.TIMES] - lengths[frozenset({Scope.TODAY, Scope.TIMES})]
    assert nothing < min(alone.values())
    for scopes, length in lengths.items():
        if scopes:
            expected = some + sum(alone[scope] - some for scope in scopes)
            assert length == expected, f"{sorted(scopes)}: a count or a gap tells of what is not shown"


def check(page: str, scopes: frozenset[Scope]) -> None:
    opened = opened_by(scopes)
    for can, mark in SECTIONS.items():
        assert (mark in page) == (can in opened), f"{can} with {sorted(scopes)}"
        for words in WORDS[can]:
            assert (words in page) == (can in opened), f"{words} with {sorted(scopes)}"
    for words in (CANARY, *NEVER):
        assert words not in page, f"{words} with {sorted(scopes)}"
    if Scope.TIMES not in scopes:
        assert not TIME.search(page.split("<main")[1]), f"a time finer than a day with {sorted(scopes)}"


@pytest.mark.parametrize(("rule", "method"), SUPPORTERS, ids=[f"{m} {r.rule}" for r, m in SUPPORTERS])
def test_no_thing_that_is_shown_opens_or_shuts_another_address(
    app: Flask, cast: Cast, rule: Rule, method: str
) -> None:
    """The page about the client is looked at above; here is what the other addresses answer, errors too."""
    with app.app_context():
        address = address_of(rule, full_world(cast))
        consent_id = give(cast, []).id
        can = Can(web.allow_of(app.view_functions[rule.endpoint]))
    answers = set()
    for scopes in (frozenset(), *(frozenset({scope}) for scope in Scope), frozenset(Scope)):
        with app.app_context():
            set_scopes(consent_id, scopes)
        ben = Visitor(app, "ben@test.example")
        stranger = address.replace(str(cast.rosa), str(cast.omar))
        if stranger != address:
            assert ben.get(stranger).status_code in (404, 405)
        if method == "GET" and rule.rule != "/supporting/<uuid:client_id>":
            answers.add(bare(ben.get(address).text))
        assert may_with(Relation.SUPPORTS, can, scopes) == may_with(Relation.SUPPORTS, can, ())
    assert len(answers) <= 1


def bare(page: str) -> str:
    page = re.sub(r'(X-CSRFToken": "|name="csrf_token" value=")[^"]+', "", page)
    return re.sub("[0-9a-f]{8}-[0-9a-f-]{27}", "ID", page)
