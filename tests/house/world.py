"""One of everything that is Rosa's, so that every address with an id in it can be asked for."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from companion.access.models import ReceivedEntry, Support
from companion.accounts import actions as accounts
from companion.accounts.models import Person, SignInSession
from companion.accounts.queries import token_hash
from companion.core.db import Model, db, new_id
from companion.outbox import actions as outbox
from companion.programs.models import Holiday
from companion.records.attendance.models import Attendance, Notice, NoticeKind, Taught
from companion.records.attendance.rules import Status
from companion.records.calendars.models import CalendarFeed
from companion.records.commitments.models import Commitment
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.imports.models import Kind, Upload
from companion.records.journal.models import Audience, Entry
from companion.records.letters import rules as letters
from companion.records.letters.models import Letter
from companion.records.letters.queries import code_key
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment, Change, Seen, Series
from companion.records.skills.models import Practice
from companion.records.waves.models import WaveRating
from tests.cast import NOW, ZONE, Cast
from tests.house.at_work import at_work
from tests.house.briefs import prep_and_reading
from tests.house.front_door import front_door
from tests.house.locks import lock_and_passkey
from tests.house.notes import notes_and_file
from tests.house.own import CANARY, own_rows
from tests.house.path import path_rows
from tests.house.reached import reached
from tests.house.reminded import reminder_rows
from tests.house.safety import safety_rows
from tests.house.shared import consent_rows
from tests.house.threads import messages_and_cover
from tests.importing.files import calendar, event


def make_world(cast: Cast) -> dict[str, str]:
    """What stands for each placeholder of an address."""
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.pronouns = CANARY
    support = db.session.scalars(select(Support)).one()
    support.relation = CANARY
    series = _series(cast)
    appointment = _appointment(cast)
    rows = [series, *_records(cast), appointment, _review(cast)]
    db.session.add_all(rows)
    db.session.flush()
    about = [*_about(appointment, cast), *_around(cast)]
    db.session.add_all(about)
    db.session.flush()
    rows += [*about, *safety_rows(cast, CANARY)]
    token = accounts.invite(rosa, by=None, at=NOW)
    db.session.scalars(select(CalendarFeed)).one().token_hash = token_hash(token)
    sign_in = SignInSession(
        person_id=cast.rosa, token_hash=b"t" * 32, device="", started_at=NOW, last_seen_at=NOW
    )
    db.session.add(sign_in)
    rows += lock_and_passkey(cast, CANARY)
    reminded, reminder = reminder_rows(cast, CANARY)
    db.session.add_all(reminded)
    waiting = outbox.queue(rosa, subject="", body=CANARY, address=CANARY, at=NOW - timedelta(hours=2))
    db.session.flush()
    ids: dict[str, UUID] = {f"{_noun(row)}_id": row.id for row in rows if not isinstance(row, Seen)}
    ids |= {"group_id": _group(series, cast).id}
    ids |= messages_and_cover(cast, CANARY) | notes_and_file(cast, CANARY)
    ids |= prep_and_reading(cast, CANARY)
    ids |= consent_rows(cast, support, CANARY)
    ids |= front_door(cast) | path_rows(cast, CANARY) | reached(cast, support, CANARY)
    ids["emergency_id"] = at_work(cast, CANARY).id
    db.session.commit()
    ids |= {"client_id": cast.rosa, "support_id": support.id, "track_id": cast.track, "person_id": cast.wes}
    texts = {"slug": "halt", "token": token, "code": _signed_letter(cast), "session_id": str(sign_in.id)}
    texts |= {"language": "en", "page": "help", "outbox_message_id": str(waiting.id)}
    texts |= {"reminder_id": str(reminder.id)}
    return {**{name: str(value) for name, value in ids.items()}, **texts}


def _signed_letter(cast: Cast) -> str:
    """The code of one more letter of Rosa's, which anyone may check."""
    letter = Letter(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), kind="court")
    days = ((date(2026, 11, 2), 180),)
    facts = letters.Facts("Maple House", "Rosa", date(2026, 11, 1), date(2026, 11, 9), days, "en")
    letter.first_on, letter.last_on, letter.recipient = facts.first_on, facts.last_on, CANARY
    letter.code, letter.facts = letters.spelled(7), facts.signed("Cora Counselor", NOW.date()).written
    letter.code_hash, letter.asked_at, letter.signed_at = code_key(letter.code), NOW, NOW
    letter.signed_by = cast.cora
    db.session.add(letter)
    db.session.commit()
    return letter.code


def _noun(row: object) -> str:
    names = {"CalendarFeed": "feed", "HomeCheck": "home_check", "SafetyAlert": "alert"}
    names |= {"PlanComment": "comment", "PlanLine": "line"}
    return names.get(type(row).__name__, type(row).__name__.lower())


def _records(cast: Cast) -> list[Model]:
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    craving = Craving(**whose, submission_id=uuid4(), occurred_at=NOW, received_at=NOW, strength=7)
    entry = Entry(**whose, submission_id=uuid4(), audience=Audience.ME, written_at=NOW)
    practice = Practice(**whose, submission_id=uuid4(), skill_key="halt", skill_version=1, practiced_at=NOW)
    contact = Contact(**whose, submission_id=uuid4(), position=0, is_on_help_now=True, created_at=NOW)
    craving.note = entry.body = practice.note = CANARY
    contact.name, contact.phone = CANARY, "555 0100"
    craving.id = new_id()
    rating = WaveRating(**whose, submission_id=uuid4(), craving_id=craving.id, strength=5, rated_at=NOW)
    sent = ReceivedEntry(**whose, submission_id=craving.submission_id, fingerprint=b"f" * 32, received_at=NOW)
    return [craving, entry, practice, contact, rating, sent]


def _series(cast: Cast) -> Series:
    return Series(
        program_id=cast.program,
        track_id=cast.track,
        facilitator_id=cast.cora,
        title="Evening group",
        rule="FREQ=WEEKLY;BYDAY=MO",
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


def _group(series: Series, cast: Cast) -> Appointment:
    """A session of the series, five days from now: nobody's alone."""
    starts_at = NOW + timedelta(days=5)
    group = Appointment(
        program_id=cast.program,
        series_id=series.id,
        track_id=cast.track,
        facilitator_id=cast.cora,
        planned_at=starts_at,
        title=series.title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        created_by=cast.cora,
        created_at=NOW,
    )
    db.session.add(group)
    db.session.flush()
    return group


def _review(cast: Cast) -> Review:
    whose = {"program_id": cast.program, "client_id": cast.rosa, "counselor_id": cast.cora}
    return Review(**whose, reviewed_at=NOW, seen_until=NOW)


def _about(appointment: Appointment, cast: Cast) -> list[Change | Attendance | Taught | Notice]:
    """What hangs on the appointment: a change of it, Rosa's attendance, a skill, and what she said before."""
    whose = {"program_id": cast.program, "client_id": cast.rosa, "appointment_id": appointment.id}
    change = Change(
        program_id=cast.program,
        appointment_id=appointment.id,
        at=NOW,
        by_id=cast.cora,
        title=appointment.title,
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        place="",
        video_link="",
        facilitator_id=cast.cora,
        was_cancelled=False,
    )
    attendance = Attendance(**whose, status=Status.HERE, minutes=60, counts_on=NOW.date(), marked_at=NOW)
    attendance.starts_at, attendance.led_by, attendance.marked_by = (
        appointment.starts_at,
        cast.cora,
        cast.cora,
    )
    taught = Taught(program_id=cast.program, appointment_id=appointment.id, skill_key="halt", taught_at=NOW)
    taught.taught_by = cast.cora
    notice = Notice(**whose, submission_id=uuid4(), kind=NoticeKind.LATE, reason="work", told_at=NOW)
    return [change, attendance, taught, notice]


def _around(cast: Cast) -> list[Model]:
    """What stands around the appointments: holidays, what fills her week, her calendar, letters, files."""
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    holiday = Holiday(program_id=cast.program, day=date(2026, 11, 26), name="Thanksgiving", created_at=NOW)
    holiday.created_by = cast.ada
    commitment = Commitment(**whose, submission_id=uuid4(), kind="work", weekdays="0", created_at=NOW)
    commitment.starts_at, commitment.ends_at, commitment.label = time(9), time(17), CANARY
    feed = CalendarFeed(**whose, token_hash=b"f" * 32, issued_at=NOW)
    letter = Letter(**whose, submission_id=uuid4(), kind="employer", asked_at=NOW)
    letter.first_on, letter.last_on, letter.recipient = date(2026, 11, 1), date(2026, 11, 30), CANARY
    upload = Upload(program_id=cast.program, kind=Kind.SCHEDULE, uploaded_by=cast.ada, uploaded_at=NOW)
    upload.track_id, upload.facilitator_id, upload.content = cast.track, cast.cora, calendar(event())
    return [
        holiday,
        Seen(**whose, seen_until=NOW),
        commitment,
        feed,
        letter,
        upload,
        *own_rows(cast),
    ]
