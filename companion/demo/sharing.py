"""Who stands by whom, what Dana shows her aunt, and what she wrote for her."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from companion.access import actions as access
from companion.access import queries
from companion.access.consents import actions as consents
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts.rules import Role
from companion.audit import trail
from companion.core.db import db, new_id
from companion.core.words import in_language
from companion.demo.content import luck, read
from companion.demo.days import Days
from companion.demo.people import Client, Clinic
from companion.records.asks import actions as asks
from companion.records.encouragement import actions as notes
from companion.records.family import actions as family
from companion.records.family.rules import Heading, Mood


def stand_by(clinic: Clinic, clients: list[Client]) -> None:
    """The demo supporter stands by the demo client; every fourth other client has somebody too."""
    about = read("dana")["supporter"]
    for client in clients[:1]:
        _stand_by(clinic, client, "supporter", about["name"], about["pronouns"], about["relation"])
    for number, client in list(enumerate(clients))[4::4]:
        name, relation, pronouns = client.voice.somebody()
        last = luck(f"supporter {number}").choice("ABCDEFGHKLMNPRST")
        _stand_by(clinic, client, f"supporter-{number}", f"{name} {last}.", pronouns, relation)


def _stand_by(clinic: Clinic, client: Client, email: str, name: str, pronouns: str, relation: str) -> None:
    at = clinic.days.now - timedelta(days=20)
    language = client.person.language
    person = clinic.person(Role.SUPPORTER, email, name=name, pronouns=pronouns, language=language, at=at)
    db.session.flush()
    support = access.ask_for_support(client.person, person, relation=relation, at=at)
    access.accept_support(support, by=person, at=at + timedelta(days=1))


def share(clients: Sequence[Client], days: Days) -> None:
    for client in clients:
        for support in queries.supports_of(client.person):
            with in_language(client.person.language):
                _sign(client, support, days)
            _look(client, support, days)
            _reach(client, support, days)
        _write(client, days)


def _sign(client: Client, support: Support, days: Days) -> None:
    about = read("dana")["sharing"]
    consents.sign(
        support,
        client.person,
        submission=new_id(),
        scopes=[Scope(scope) for scope in about["scopes"]],
        purpose=Purpose(about["purpose"]),
        days=about["days"],
        signature=about["signature"],
        at=support.asked_at,
    )


def _look(client: Client, support: Support, days: Days) -> None:
    """The aunt opened the page on some days, and that is on record like any look."""
    about = read("dana")["sharing"]
    for days_ago in about["looked_days_ago"]:
        at = days.at(days.ago(days_ago), about["looked_at"])
        trail.disclose(
            client=client.person,
            recipient=support.supporter,
            at=at,
            what="supporter.supporting.how_to_help",
            purpose=about["purpose"],
            scopes=",".join(about["scopes"]),
        )


def _reach(client: Client, support: Support, days: Days) -> None:
    """A few kind words that Dana has not read yet, and something that she asks for."""
    about = read("dana")["sharing"]
    at = days.at(days.ago(about["noted_days_ago"]), about["looked_at"])
    notes.send(support, words=about["note"], submission=new_id(), by=support.supporter, at=at)
    asked_at = days.at(days.ago(about["asked_days_ago"]), about["looked_at"])
    terms = {"words": about["ask"], "starts_at": None, "submission": new_id()}
    asks.post(client.person, [support], **terms, at=asked_at)


def _write(client: Client, days: Days) -> None:
    about, at = read("dana")["sharing"], days.now - timedelta(hours=2)
    words = {heading: about["words"][heading] for heading in Heading}
    family.write(client.person, words, about["phone"], at=at)
    today: date = days.ago(0)
    family.say(client.person, day=today, mood=Mood(about["mood"]), words="", at=at)
