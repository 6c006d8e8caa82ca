"""What is done without leaving the brief: an answer, practice asked for, a note. Each also without htmx."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.audit.models import Version
from companion.core.db import db, new_id
from companion.records.messages import actions as messages
from companion.records.messages.models import ThreadMessage
from companion.records.prep.models import SessionPrep
from companion.records.skills.models import Pick
from tests.attendance.marks import group
from tests.cast import NOW, Cast
from tests.visitor import Visitor


@pytest.fixture
def brief(cast: Cast) -> str:
    return f"/caseload/{cast.rosa}/brief"


def ask(app: Flask, cast: Cast, body: str, hours_ago: float) -> None:
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        at = NOW - timedelta(hours=hours_ago)
        messages.send(rosa, submission=new_id(), body=body, by=rosa, at=at)
        db.session.commit()


def test_the_oldest_unanswered_message_waits_on_the_brief(
    app: Flask, cora: Visitor, cast: Cast, brief: str
) -> None:
    assert "Nobody waits." in cora.get(brief).text
    ask(app, cast, "the first one", 49)
    ask(app, cast, "a later one", 2)
    block = block_of(cora.get(brief).text, "unanswered")
    assert "the first one" in block
    assert "2 work days" in block
    assert "1 more" in block
    assert "a later one" not in block


@pytest.mark.parametrize("htmx", [True, False])
def test_a_reply_is_sent_from_the_brief(
    app: Flask, cora: Visitor, cast: Cast, brief: str, htmx: bool
) -> None:
    ask(app, cast, "are you there", 2)
    form = {"submission_id": str(new_id()), "body": "yes"}
    answer = cora.post(f"/caseload/{cast.rosa}/messages", htmx=htmx, **form)
    assert answer.status_code == (200 if htmx else 303)
    assert ("Sent." in answer.text) == htmx
    assert "are you there" not in block_of(cora.get(brief).text, "unanswered")
    with app.app_context():
        asked = db.session.scalars(select(ThreadMessage).where(ThreadMessage.author_id == cast.rosa)).one()
        assert (asked.read_by, asked.read_at) == (cast.cora, NOW)


def test_an_empty_reply_says_so_in_place(app: Flask, cora: Visitor, cast: Cast) -> None:
    ask(app, cast, "are you there", 2)
    form = {"submission_id": str(new_id()), "body": " "}
    answer = cora.post(f"/caseload/{cast.rosa}/messages", htmx=True, **form)
    assert answer.status_code == 422
    assert "Please write something first." in answer.text
    assert "are you there" in answer.text


@pytest.mark.parametrize("htmx", [True, False])
def test_practice_is_asked_for_and_ended_from_the_brief(
    app: Flask, cora: Visitor, cast: Cast, brief: str, htmx: bool
) -> None:
    address = f"/caseload/{cast.rosa}/practice"
    answer = cora.post(address, htmx=htmx, skill="urge_surf", times_a_week="3")
    assert answer.status_code == (200 if htmx else 303)
    assert "Ride the wave: 0 of 3 this week." in words_of(block_of(cora.get(brief).text, "practice"))
    with app.app_context():
        pick = db.session.scalars(select(Pick)).one().id
    answer = cora.post(f"{address}/{pick}/end", htmx=htmx)
    assert ("Nothing is asked for." in answer.text) == htmx
    assert "Nothing is asked for." in cora.get(brief).text


def test_a_wrong_number_comes_back_in_place_with_what_was_typed(cora: Visitor, cast: Cast) -> None:
    answer = cora.post(f"/caseload/{cast.rosa}/practice", htmx=True, skill="halt", times_a_week="99")
    assert answer.status_code == 422
    assert 'id="practice"' in answer.text
    assert 'value="99"' in answer.text
    assert '<details class="noprint" open>' in answer.text


@pytest.mark.parametrize("htmx", [True, False])
def test_a_note_for_the_session_is_kept(
    app: Flask, cora: Visitor, cast: Cast, brief: str, htmx: bool
) -> None:
    with app.app_context():
        session = group(cast, NOW + timedelta(days=1)).id
        db.session.commit()
    page = cora.get(brief).text
    assert f'name="appointment" value="{session}"' in page
    answer = cora.post(f"/caseload/{cast.rosa}/prep", htmx=htmx, body="ask of work", appointment=str(session))
    assert answer.status_code == (200 if htmx else 303)
    assert ("Saved" in answer.text) == htmx
    assert cora.get(brief).text.count("ask of work") == 2, "once in the box, once on paper"
    assert "ask of work" in cora.get(f"/caseload/{cast.rosa}/prep?appointment={session}").text
    assert "ask of work" not in cora.get(f"/caseload/{cast.rosa}/prep").text


def test_what_a_note_said_is_kept_after_a_pause_and_from_a_window_that_knew_less(
    app: Flask, cora: Visitor, cast: Cast, frozen: Any
) -> None:
    def save(body: str, number: int) -> int:
        answer = cora.post(f"/caseload/{cast.rosa}/prep", htmx=True, body=body, number=str(number))
        assert answer.status_code == 200
        return int(re.findall(r'name="number"[^>]*value="(\d+)"', answer.text)[0])

    number = save("a", 0)
    number = save("ab", number)
    assert kept(app) == 0, "typing on is one note"
    frozen.shift(timedelta(minutes=11))
    cora = Visitor(app, "cora@test.example")
    number = save("abc", number)
    assert kept(app) == 1
    save("from another window", 1)
    assert kept(app) == 2
    with app.app_context():
        assert db.session.scalars(select(SessionPrep)).one().body == "from another window"


def test_a_note_is_its_author_s_alone(
    app: Flask, cora: Visitor, wes: Visitor, rosa: Visitor, cast: Cast
) -> None:
    cora.post(f"/caseload/{cast.rosa}/prep", body="ask of work")
    assert wes.get(f"/caseload/{cast.rosa}/prep").status_code == 404
    assert rosa.get(f"/caseload/{cast.rosa}/prep").status_code == 404
    with app.app_context():
        whose, colleague, by = (db.session.get_one(Person, one) for one in (cast.rosa, cast.wes, cast.ada))
        access.assign(whose, colleague, by=by, at=NOW)
        db.session.commit()
    assert "ask of work" not in wes.get(f"/caseload/{cast.rosa}/prep").text
    assert "ask of work" not in wes.get(f"/caseload/{cast.rosa}/brief").text


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("field", "value"),
    [("body", "x" * 4001), ("body", "nul \x00"), ("appointment", "none"), ("number", "-1"), ("number", "²")],
)
def test_a_note_that_cannot_be_kept_comes_back(
    cora: Visitor, cast: Cast, htmx: bool, field: str, value: str
) -> None:
    answer = cora.post(f"/caseload/{cast.rosa}/prep", htmx=htmx, **{"body": "x", field: value})
    assert answer.status_code == 422


def test_a_session_that_is_not_there_has_no_note(cora: Visitor, cast: Cast) -> None:
    assert cora.post(f"/caseload/{cast.rosa}/prep", body="x", appointment=str(cast.track)).status_code == 404


def kept(app: Flask) -> int:
    with app.app_context():
        counted = select(func.count()).select_from(Version).where(Version.subject == "session_preps")
        return db.session.scalar(counted) or 0


def block_of(page: str, name: str) -> str:
    return page[page.index(f'id="{name}"') :].partition("</section>")[0]


def words_of(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())
