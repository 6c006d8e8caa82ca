from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from companion import demo
from companion.accounts import queries as people
from companion.core.db import db
from companion.demo.content import read
from companion.records.cravings.models import Craving
from companion.records.plan import queries, rules
from companion.records.plan.models import PlanLine, WeekGoal
from companion.records.skills.library import skill
from tests.cast import NOW


def test_three_clients_have_a_plan_and_one_was_commented_on(context: Flask) -> None:
    demo.make(clients=12, weeks=6, now=NOW)
    dana = people.person_by_email("client@demo.example")
    assert dana
    lines = list(db.session.scalars(select(PlanLine)))
    assert len({line.client_id for line in lines}) == 3
    assert {line.part for line in lines if line.client_id == dana.id} == set(rules.Part)
    assert set(queries.answers_of(dana)) == set(rules.Step)
    assert [one.author.name for one in queries.comments_of(dana)] == ["Maya T.", "Maya T."]
    assert {line.made_at <= NOW for line in lines} == {True}
    assert all(goal.week_on.weekday() == 0 for goal in db.session.scalars(select(WeekGoal)))


def test_danas_craving_names_a_trigger_of_her_plan(context: Flask) -> None:
    demo.make(clients=1, weeks=1, now=NOW)
    dana = people.person_by_email("client@demo.example")
    assert dana
    named = {key for craving in db.session.scalars(select(Craving)) for key in craving.trigger_keys}
    known = queries.trigger_words_of(dana)
    assert {known[key] for key in named if key.startswith(rules.OWN)} == {"The bus stop on Fifth"}


def test_what_the_file_ticks_is_on_the_lists() -> None:
    for about in read("plans")["plans"]:
        assert set(about["trigger_topics"]) <= set(rules.TRIGGERS)
        assert set(about["sign_topics"]) <= set(rules.SIGNS)
        assert all(skill(topic) for topic in about["action_topics"])
        assert set(about["safety"]) <= set(rules.Step)
