"""One of everything that is Rosa's, so that every address with an id in it can be asked for."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from companion.access.models import Support
from companion.accounts import actions as accounts
from companion.accounts.models import Person, SignInSession
from companion.core.db import db
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.journal.models import Audience, Entry
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment, Series
from companion.records.skills.models import Practice
from tests.cast import NOW, ZONE, Cast

CANARY = "a kingfisher at dawn"


def make_world(cast: Cast) -> dict[str, str]:
    """What stands for each placeholder of an address."""
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.pronouns = CANARY
    support = db.session.scalars(select(Support)).one()
    support.relation = CANARY
    series = _series(cast)
    rows = [series, *_records(cast), _appointment(cast), _review(cast)]
    db.session.add_all(rows)
    db.session.flush()
    token = accounts.invite(rosa, by=None, at=NOW)
    sign_in = SignInSession(
        person_id=cast.rosa, token_hash=b"t" * 32, device="", started_at=NOW, last_seen_at=NOW
    )
    db.session.add(sign_in)
    db.session.commit()
    ids: dict[str, UUID] = {f"{_noun(row)}_id": row.id for row in rows}
    ids |= {"client_id": cast.rosa, "support_id": support.id, "track_id": cast.track, "person_id": cast.wes}
    texts = {"slug": "halt", "token": token, "code": "es", "session_id": str(sign_in.id)}
    return {**{name: str(value) for name, value in ids.items()}, **texts}


def _noun(row: object) -> str:
    return type(row).__name__.lower()


def _records(cast: Cast) -> list[Craving | Entry | Practice | Contact]:
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    craving = Craving(**whose, submission_id=uuid4(), occurred_at=NOW, received_at=NOW, strength=7)
    entry = Entry(**whose, submission_id=uuid4(), audience=Audience.ME, written_at=NOW)
    practice = Practice(**whose, submission_id=uuid4(), skill_key="halt", skill_version=1, practiced_at=NOW)
    contact = Contact(**whose, submission_id=uuid4(), position=0, is_on_help_now=True, created_at=NOW)
    craving.note = entry.body = practice.note = CANARY
    contact.name, contact.phone = CANARY, "555 0100"
    return [craving, entry, practice, contact]


def _series(cast: Cast) -> Series:
    return Series(
        program_id=cast.program,
        track_id=cast.track,
        facilitator_id=cast.cora,
        title="Evening group",
        weekdays="0",
        starts_at=time(18),
        minutes=180,
        zone=ZONE,
        starts_on=date(2026, 10, 1),
        until_on=date(2026, 12, 31),
        created_by=cast.cora,
        created_at=NOW,
    )


def _appointment(cast: Cast) -> Appointment:
    return Appointment(
        program_id=cast.program,
        client_id=cast.rosa,
        facilitator_id=cast.cora,
        title="One-to-one",
        starts_at=NOW + timedelta(days=1),
        ends_at=NOW + timedelta(days=1, hours=1),
        created_by=cast.cora,
        created_at=NOW,
    )


def _review(cast: Cast) -> Review:
    whose = {"program_id": cast.program, "client_id": cast.rosa, "counselor_id": cast.cora}
    return Review(**whose, reviewed_at=NOW, seen_until=NOW)
