from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion import cli, demo
from companion.access import queries as access
from companion.accounts import actions as accounts
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import Role, is_demo_email
from companion.core.db import db
from companion.core.new_settings import new_settings_text, write_settings
from companion.core.settings import SETTINGS_FILE
from companion.programs.models import Enrolment, Program
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, DayCount, Use
from companion.records.journal.models import Audience, Entry
from companion.records.schedule import queries as schedule
from companion.records.skills.models import Practice
from tests.cast import NOW

PASSWORD = "demo-recovery-companion"


def told() -> list[Any]:
    """All that people say and do in the demo, without the ids, which differ each time."""
    cravings = db.session.scalars(select(Craving).order_by(Craving.occurred_at, Craving.id))
    entries = db.session.scalars(select(Entry).order_by(Entry.written_at, Entry.id))
    practices = db.session.scalars(select(Practice).order_by(Practice.practiced_at, Practice.id))
    check_ins = db.session.scalars(select(CheckIn))
    return sorted(
        [str((c.occurred_at, c.strength, c.strength_after, c.triggers, c.note)) for c in cravings]
        + [str((e.written_at, e.audience, e.body)) for e in entries]
        + [str((p.practiced_at, p.skill_key, p.before, p.after, p.note)) for p in practices]
        + [str((c.day, c.mood, c.sleep, c.strongest, c.used, c.note, *c.asked.values())) for c in check_ins]
        + [str((u.used_on, u.told_at, u.step, u.around)) for u in db.session.scalars(select(Use))]
        + [str((d.began_on, d.changed_at)) for d in db.session.scalars(select(DayCount))]
        + [person.name for person in db.session.scalars(select(Person))]
    )


@pytest.fixture
def clinic(context: Flask) -> Flask:
    demo.make(clients=12, weeks=6, now=NOW)
    return context


def test_the_four_people_stand_to_each_other_as_they_should(clinic: Flask) -> None:
    found = {
        name: people.person_by_email(f"{name}@demo.example")
        for name in ("client", "counselor", "supporter", "admin")
    }
    dana, counselor, supporter, admin = found.values()
    assert dana and counselor and supporter and admin
    assert dana in access.clients_of(counselor, NOW)
    assert access.clients_supported_by(supporter) == [dana]
    assert admin.role == Role.ADMIN
    assert all(
        accounts.check_password(person.email, PASSWORD) == person for person in found.values() if person
    )
    assert schedule.next_appointment_of(dana, NOW)
    assert "demo-recovery-companion" in demo.sign_ins()


def test_nobody_has_an_email_outside_the_demo(clinic: Flask) -> None:
    for person in db.session.scalars(select(Person)):
        # Who was referred only has no account, and so no email.
        assert not person.email or is_demo_email(person.email)
    assert db.session.scalars(select(Program)).one().is_demo


def test_each_situation_is_there(clinic: Flask) -> None:
    clients = db.session.scalars(select(Person).where(Person.role == Role.CLIENT)).all()
    logged = dict(
        db.session.execute(select(Craving.client_id, func.count()).group_by(Craving.client_id)).all()
    )
    shared = set(db.session.scalars(select(Entry.client_id).where(Entry.audience != Audience.ME)))
    assert len(clients) == 12 + 2, "two have not begun yet"
    assert any(client.id not in logged for client in clients), "one is new, with nothing"
    assert max(logged.values()) >= 60, "one logs a lot"
    assert any(client.id in logged and client.id not in shared for client in clients), "one shares little"
    assert any(client.language == "es" for client in clients)
    assert db.session.scalars(select(Enrolment).where(Enrolment.ended_on.is_not(None))).first()
    assert db.session.scalars(select(Craving).where(Craving.outcome == "used")).first()
    assert {entry.audience for entry in db.session.scalars(select(Entry))} == set(Audience)


def test_nothing_lies_ahead_and_entries_differ(clinic: Flask) -> None:
    assert db.session.scalar(select(func.max(Craving.received_at))) <= NOW
    assert db.session.scalar(select(func.max(Entry.written_at))) <= NOW
    bodies = [entry.body for entry in db.session.scalars(select(Entry))]
    assert len(set(bodies)) > 0.8 * len(bodies)
    assert all("555" in contact.phone for contact in db.session.scalars(select(Contact)))


def test_it_is_the_same_clinic_every_time(
    clinic: Flask, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told()
    db.session.remove()
    monkeypatch.setenv("COMPANION_INSTANCE", str(tmp_path))
    write_settings(tmp_path, new_settings_text("http://127.0.0.1:8000", "en"))
    assert cli.main(["demo", "--clients", "12", "--weeks", "6"]) == 0
    with cli._app().app_context():
        assert told() == first


def test_a_used_database_is_left_alone(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, frozen: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMPANION_INSTANCE", str(tmp_path))
    assert cli.main(["demo", "--clients", "3", "--weeks", "1"]) == 0
    assert (tmp_path / SETTINGS_FILE).stat().st_mode & 0o777 == 0o600
    assert cli.main(["demo"]) == 2
    assert "empty" in capsys.readouterr().err
    assert cli.main(["demo", "--if-empty"]) == 0
