from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.access import actions as access
from companion.accounts import actions as accounts
from companion.audit.models import Event
from companion.core.db import db, new_id
from companion.records.alerts import actions, queries
from companion.records.alerts.models import AlertAct, AlertNotice, SafetyAlert
from companion.records.alerts.rules import Act, Source, State
from tests.alerts.staff import act, add_to_team, messages, open_one, person, told
from tests.cast import NOW, Cast


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_alert_opens_with_its_trail_and_its_notice(context: Flask, cast: Cast) -> None:
    alert = open_one(cast)
    assert (alert.state, alert.opened_at) == (State.NEW, NOW)
    event = db.session.scalars(select(Event).where(Event.action == "alert:opened")).one()
    assert (event.client_id, event.subject_id, event.facts) == (cast.rosa, alert.id, {"source": "check_in"})
    assert told() == ["cora"]


def test_an_answer_that_is_undone_leaves_neither_alert_nor_notice(context: Flask, cast: Cast) -> None:
    actions.open_alert(person(cast.rosa), source=Source.CHECK_IN, subject_id=new_id(), at=NOW)
    db.session.rollback()
    assert [count(model) for model in (SafetyAlert, AlertNotice)] == [0, 0]
    assert messages() == []


def test_one_answer_is_one_alert_also_when_it_was_closed(context: Flask, cast: Cast) -> None:
    about = {"source": Source.PHQ9_ITEM9, "subject_id": new_id()}
    first = actions.open_alert(person(cast.rosa), **about, at=NOW)
    act(first, Act.CLOSE, cast)
    again = actions.open_alert(person(cast.rosa), **about, at=NOW + timedelta(hours=1))
    assert again.id == first.id
    assert told() == ["cora"]
    other = actions.open_alert(person(cast.omar), **about, at=NOW)
    assert other.id != first.id


def test_whoever_is_on_the_care_team_is_told(context: Flask, cast: Cast) -> None:
    add_to_team(cast, cast.wes)
    open_one(cast)
    assert sorted(told()) == ["cora", "wes"]


def test_where_nobody_is_on_the_care_team_the_administrators_are(context: Flask, cast: Cast) -> None:
    access.end_assignments(person(cast.cora), by=person(cast.ada), at=NOW)
    db.session.commit()
    open_one(cast)
    assert told() == ["ada"]
    assert queries.count_without_team(cast.program, NOW) == 1
    add_to_team(cast, cast.wes)
    assert queries.count_without_team(cast.program, NOW) == 0


def test_the_demo_s_people_get_no_mail(context: Flask, cast: Cast) -> None:
    accounts.set_email(person(cast.cora), "counselor@demo.example")
    open_one(cast)
    assert told() == []


@pytest.mark.parametrize(("language", "subject"), [("en", "Something for"), ("es", "Algo para")])
def test_the_notice_carries_nothing_of_the_client_and_speaks_the_reader_s_language(
    context: Flask, cast: Cast, language: str, subject: str
) -> None:
    person(cast.cora).language = language
    alert = open_one(cast, source=Source.PHQ9_ITEM9)
    (message,) = messages()
    assert message.subject.startswith(subject)
    carried = f"{message.subject} {message.body} {message.address}".casefold()
    private = ["rosa", str(cast.rosa), str(alert.id), "phq", "safe", "alert", "client", "maple", "988"]
    private += ["recovery", "substance", "suicid", "caseload", "segur", "alerta", "client"]
    assert [word for word in private if word in carried] == []
    assert "http://127.0.0.1:8000" in message.body


def test_every_step_is_a_row_with_who_and_when_and_the_last_one_is_the_state(
    context: Flask, cast: Cast
) -> None:
    alert = open_one(cast)
    actions.see(alert, by=person(cast.cora), at=NOW + timedelta(minutes=1))
    steps = [Act.NOT_REACH, Act.CONTACT, Act.ESCALATE, Act.CLOSE, Act.REOPEN]
    states = []
    for number, step in enumerate(steps, start=2):
        act(alert, step, cast, note=f"note {number}", at=NOW + timedelta(minutes=number))
        states.append(alert.state)
    assert states == ["not_reached", "contacted", "escalated", "closed", "seen"]
    rows = db.session.scalars(select(AlertAct).order_by(AlertAct.at)).all()
    assert [(row.act, row.by_id, row.at - NOW) for row in rows] == [
        (step, cast.cora, timedelta(minutes=number)) for number, step in enumerate([Act.SEE, *steps], start=1)
    ]
    assert [row.note for row in rows[1:]] == [f"note {number}" for number in range(2, 7)]
    trail = db.session.scalars(select(Event.facts).where(Event.action == "alert:answered")).all()
    assert [facts["act"] for facts in trail] == [Act.SEE, *steps]


def test_seeing_is_written_once_for_each_person_and_takes_nothing_back(context: Flask, cast: Cast) -> None:
    alert = open_one(cast)
    for _ in range(2):
        actions.see(alert, by=person(cast.cora), at=NOW)
    assert alert.state == State.SEEN
    act(alert, Act.CONTACT, cast)
    actions.see(alert, by=person(cast.wes), at=NOW)
    assert alert.state == State.CONTACTED
    assert count(AlertAct) == 3
    act(alert, Act.CLOSE, cast)
    actions.see(alert, by=person(cast.ada), at=NOW)
    assert count(AlertAct) == 4


def test_a_form_that_arrives_twice_is_one_act(context: Flask, cast: Cast) -> None:
    alert = open_one(cast)
    about = {"note": "Called.", "submission": new_id(), "by": person(cast.cora), "at": NOW}
    for _ in range(2):
        actions.act(alert, Act.CLOSE, **about)
    assert count(AlertAct) == 1


@pytest.mark.parametrize("step", [Act.CONTACT, Act.CLOSE])
def test_a_closed_alert_is_only_opened_again(context: Flask, cast: Cast, step: Act) -> None:
    alert = open_one(cast)
    act(alert, Act.CLOSE, cast)
    with pytest.raises(actions.DoneMeanwhile):
        act(alert, step, cast)
    act(alert, Act.REOPEN, cast)
    act(alert, step, cast)


@pytest.mark.parametrize("step", [Act.CONTACT, Act.ESCALATE, Act.CLOSE])
def test_once_somebody_has_acted_a_waiting_notice_is_not_sent(context: Flask, cast: Cast, step: Act) -> None:
    alert = open_one(cast)
    act(alert, step, cast)
    (message,) = messages()
    assert (message.due_at, message.sent_at, message.failed_at) == (None, None, None)
