"""J15: whatever goes out, in any way and language, is on this list, word for word."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, update

from companion.accounts.models import Person
from companion.core import words
from companion.core.db import db
from companion.outbox.models import Channel, Message
from companion.outbox.ties import Tie
from companion.overviews.reminding import jobs
from companion.records.reminders import queries, wording
from companion.records.reminders.models import SentReminder
from companion.records.reminders.rules import Kind, Level, Way
from tests.cast import NOW, Cast
from tests.reminders.reminding import wants

LIST = {
    ("en", Level.PLAIN): {
        Kind.SESSION: "You have a reminder. 5:00 PM",
        Kind.CHECK_IN: "You have a reminder.",
        Kind.PRACTICE: "You have a reminder.",
        Kind.MEASURE: "You have a reminder.",
        Kind.MESSAGE: "You have a new message.",
    },
    ("en", Level.CLEAR): {
        Kind.SESSION: "Session at 5:00 PM.",
        Kind.CHECK_IN: "Time for your check-in.",
        Kind.PRACTICE: "Time to practice.",
        Kind.MEASURE: "Some questions wait for you.",
        Kind.MESSAGE: "Message from your care team.",
    },
    ("es", Level.PLAIN): {
        Kind.SESSION: "Tienes un recordatorio. 5:00 PM",
        Kind.CHECK_IN: "Tienes un recordatorio.",
        Kind.PRACTICE: "Tienes un recordatorio.",
        Kind.MEASURE: "Tienes un recordatorio.",
        Kind.MESSAGE: "Tienes un mensaje nuevo.",
    },
    ("es", Level.CLEAR): {
        Kind.SESSION: "Sesión a las 5:00 PM.",
        Kind.CHECK_IN: "Es hora de tu registro del día.",
        Kind.PRACTICE: "Es hora de practicar.",
        Kind.MEASURE: "Te esperan unas preguntas.",
        Kind.MESSAGE: "Mensaje de tu equipo.",
    },
}
NAMES = ("Rosa", "Cora", "Maple", "recovery", "sober", "craving")


@pytest.mark.parametrize("way", [Way.EMAIL, Way.PUSH, Way.SMS])
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("language", "level"), list(LIST))
def test_a_payload_is_on_the_list(
    context: Flask, cast: Cast, language: str, level: Level, kind: Kind, way: Way
) -> None:
    wants(cast.rosa, [(kind, way)], level=level)
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.language = language
    row = SentReminder(program_id=cast.program, client_id=cast.rosa, kind=kind, subject="x")
    row.day, row.sent_at, row.is_in_app = NOW.date(), NOW, False
    row.session_at = NOW if kind == Kind.SESSION else None
    db.session.add(row)
    db.session.flush()
    settings = queries.settings_of(rosa)
    assert settings
    jobs._queue(rosa, row, way, settings, NOW)
    message = db.session.scalars(select(Message)).one()
    said = LIST[language, level][kind]
    site = context.config["BASE_URL"]
    assert message.body == (said if way == Way.PUSH else f"{said} {site}")
    assert message.subject == (said if way == Way.EMAIL else "")
    assert not [name for name in NAMES if name.casefold() in f"{message.subject}{message.body}".casefold()]


@pytest.mark.parametrize(
    ("language", "way", "said"),
    [
        ("en", Way.EMAIL, "Your code is 123456."),
        ("en", Way.SMS, "Your code is 123456. Answer STOP to end texts."),
        ("es", Way.EMAIL, "Tu código es 123456."),
        ("es", Way.SMS, "Tu código es 123456. Responde STOP para no recibir más."),
    ],
)
def test_the_code_is_on_the_list(context: Flask, language: str, way: Way, said: str) -> None:
    with words.in_language(language):
        assert wording.code_text("123456", way) == said


def test_every_channel_has_its_tie(context: Flask, cast: Cast) -> None:
    """A message whose kind of tie nobody knows is never sent: so each of these is known."""
    wants(cast.rosa, [(Kind.CHECK_IN, way) for way in Way])
    while jobs.remind_next(NOW):
        db.session.commit()
    db.session.execute(update(Message).values(due_at=NOW))
    found = {
        one.channel: Tie(one.tie_kind or "", one.tie_id or cast.rosa)
        for one in db.session.scalars(select(Message))
    }
    assert set(found) == set(Channel)
    assert {tie.kind for tie in found.values()} == {"reminder:email", "reminder:push", "reminder:sms"}
