"""Six questions about home: a person is told, nobody is judged, and no supporter ever reads it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access.permissions import ALLOWED, Relation
from companion.core.db import db, new_id
from companion.programs.models import Enrolment
from companion.records.alerts.models import SafetyAlert
from companion.records.alerts.rules import Source
from companion.records.home.models import HomeCheck
from companion.records.home.rules import Question
from companion.records.schedule.models import Appointment
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind, Reason
from tests.cast import NOW, Cast
from tests.house.source import PRODUCT, imports, modules
from tests.visitor import Visitor

FINE = {"using": "no", "kept": "no", "safe": "yes", "support": "yes", "living": "yes", "private": "yes"}
CALL, HOTLINE = 'href="tel:988"', 'href="tel:18007997233"'


def form(**said: str) -> dict[str, str]:
    return {"submission_id": str(new_id())} | FINE | said


def stored(app: Flask) -> list[tuple[UUID, dict[str, str]]]:
    with app.app_context():
        return [(one.id, one.answers) for one in db.session.scalars(select(HomeCheck))]


def tasks_of(app: Flask, client_id: UUID) -> list[tuple[str, str, date]]:
    with app.app_context():
        found = db.session.scalars(select(Task).where(Task.client_id == client_id))
        return [(task.kind, task.reason, task.due_on) for task in found]


def alerts_of(app: Flask, client_id: UUID) -> list[tuple[str, UUID]]:
    with app.app_context():
        found = db.session.scalars(select(SafetyAlert).where(SafetyAlert.client_id == client_id))
        return [(alert.source, alert.subject_id) for alert in found]


def words_of(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def plan_session(app: Flask, cast: Cast) -> None:
    with app.app_context():
        session = Appointment(program_id=cast.program, client_id=cast.rosa, facilitator_id=cast.cora)
        session.title, session.starts_at = "One-to-one", NOW + timedelta(days=2)
        session.ends_at = session.starts_at + timedelta(hours=1)
        session.created_by, session.created_at = cast.cora, NOW
        db.session.add(session)
        db.session.commit()


def test_the_page_asks_six_questions_and_can_be_left_at_once(rosa: Visitor) -> None:
    page = rosa.get("/home-check").text
    assert page.count("<fieldset") == 6
    assert page.count('value="not_said"') == 6
    assert re.search(r'<header class="top">.*?href="/leave" data-leave=.*?</header>', page, re.S)
    assert "Tap Leave at the top." in page
    assert "Your family and other supporters never do, whatever you share with them." in page
    assert "They are not a tested scale." in page


def test_fine_answers_are_kept_sealed_and_tell_nobody(app: Flask, rosa: Visitor, cast: Cast) -> None:
    answer = rosa.post("/home-check", **form())
    assert answer.status_code == 303
    page = rosa.get(answer.location).text
    assert CALL not in page
    assert HOTLINE not in page
    assert [answers for _, answers in stored(app)] == [FINE]
    assert (tasks_of(app, cast.rosa), alerts_of(app, cast.rosa)) == ([], [])
    with app.app_context():
        assert b"safe" not in (db.session.scalars(select(HomeCheck)).one().content_sealed or b"")


@pytest.mark.parametrize("safe", ["no", "not_always"])
def test_not_feeling_safe_is_for_today_and_help_is_on_the_response(
    app: Flask, rosa: Visitor, cast: Cast, safe: str
) -> None:
    plan_session(app, cast)
    answer = rosa.post("/home-check", **form(safe=safe))
    assert answer.status_code == 200
    assert CALL in answer.text
    assert HOTLINE in answer.text
    ((check_id, _),) = stored(app)
    assert alerts_of(app, cast.rosa) == [(Source.HOME_CHECK, check_id)]
    ((kind, reason, due_on),) = tasks_of(app, cast.rosa)
    assert (kind, due_on) == (Kind.HOME_CHECK, date(2026, 11, 18))
    assert reason == {"no": Reason.NOT_SAFE, "not_always": Reason.NOT_ALWAYS_SAFE}[safe]
    assert CALL in rosa.get(f"/home-check/{check_id}").text


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"using": "most_days"}, Reason.USE_AROUND),
        ({"living": "no"}, Reason.NO_PLACE),
    ],
)
def test_other_worries_are_for_the_next_session(
    app: Flask, rosa: Visitor, cast: Cast, said: dict[str, str], reason: str
) -> None:
    plan_session(app, cast)
    assert rosa.post("/home-check", **form(**said)).status_code == 303
    ((_, told, due_on),) = tasks_of(app, cast.rosa)
    assert reason == told
    assert due_on == date(2026, 11, 20)
    assert alerts_of(app, cast.rosa) == []


def test_the_client_reads_the_same_thanks_whatever_was_said(rosa: Visitor) -> None:
    said: list[dict[str, str]] = [
        {},
        {"using": "most_days"},
        {"living": "no"},
        {"kept": "yes", "support": "no"},
    ]
    pages = [words_of(rosa.get(rosa.post("/home-check", **form(**one)).location).text) for one in said]
    assert set(pages) == {pages[0]}
    urgent = words_of(rosa.post("/home-check", **form(safe="no")).text)
    assert "Thank you. Your answers are saved." in urgent
    assert "may talk about it with you" in urgent
    assert not re.search(r"risk|unsuitable|unsafe|score|stable", pages[0], re.I)


def test_the_same_form_twice_is_one_check_one_task_and_one_alert(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    sent = form(safe="no")
    for _ in range(2):
        assert rosa.post("/home-check", **sent).status_code == 200
    assert [len(found) for found in (stored(app), tasks_of(app, cast.rosa), alerts_of(app, cast.rosa))] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"safe": "maybe"}, "Please choose one from the list."),
        ({"using": "locked"}, "Please choose one from the list."),
        (dict.fromkeys(FINE, ""), "Please answer one question or more."),
        ({"submission_id": "x"}, "This form was not complete."),
    ],
)
def test_what_cannot_be_saved_comes_back(
    app: Flask, rosa: Visitor, changes: dict[str, str], said: str
) -> None:
    answer = rosa.post("/home-check", **form() | changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert stored(app) == []


def test_a_question_can_be_left_open(app: Flask, rosa: Visitor) -> None:
    sent = {"submission_id": str(new_id()), "living": "yes", "safe": "not_said"}
    assert rosa.post("/home-check", **sent).status_code == 303
    assert [answers for _, answers in stored(app)] == [{"safe": "not_said", "living": "yes"}]


def test_it_is_a_card_every_two_weeks(rosa: Visitor, frozen: Any) -> None:
    card = 'href="/home-check"><span>Home check'
    assert card in rosa.get("/today").text
    rosa.post("/home-check", **form())
    assert card not in rosa.get("/today").text
    frozen.move_to(NOW + timedelta(days=14))
    assert card in Visitor(rosa.client.application, "rosa@test.example").get("/today").text


def test_who_has_left_is_not_asked(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        stay = db.session.scalars(select(Enrolment).where(Enrolment.client_id == cast.rosa)).one()
        stay.ended_on = date(2026, 11, 17)
        db.session.commit()
    assert "<fieldset" not in rosa.get("/home-check").text
    assert rosa.post("/home-check", **form(safe="no")).status_code == 409
    assert stored(app) == []


def test_the_counselor_sees_what_got_worse(rosa: Visitor, cora: Visitor, cast: Cast, frozen: Any) -> None:
    rosa.post("/home-check", **form())
    frozen.move_to(NOW + timedelta(minutes=5))
    rosa.post("/home-check", **form(kept="yes", support="not_said"))
    page = cora.get(f"/caseload/{cast.rosa}/measures").text
    section = page[page.index('id="home-checks"') :].partition("</section>")[0]
    assert section.count('class="worse"') == 1
    assert "Program tool, not validated, not scored." in section


def test_nobody_else_reaches_a_check(
    app: Flask, rosa: Visitor, omar: Visitor, cora: Visitor, wes: Visitor, ben: Visitor, ada: Visitor
) -> None:
    place = rosa.post("/home-check", **form()).location
    for stranger in (omar, cora, wes, ben, ada):
        assert stranger.get(place).status_code == 404


def test_no_setting_can_show_it_to_a_supporter() -> None:
    """There is no permission that could be given, and no page of theirs knows the questions."""
    for relation in (Relation.SUPPORTER, Relation.SUPPORTS):
        assert not [can for can in ALLOWED[relation] if can.startswith(("home-check:", "measure:"))]
    theirs = [path for path in modules() if path.stem == "supporter" or path.parent.name == "supporting"]
    assert theirs
    for path in theirs:
        assert not [name for name in imports(path) if name.startswith("companion.records.home")]
    templates = (PRODUCT.parent / "templates").rglob("supporter/*.html")
    assert not [path for path in templates if re.search(r"home_check|measur", path.read_text())]
    assert {question.value for question in Question} == set(FINE)
