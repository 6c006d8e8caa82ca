"""Finding requests for help: for the counselors of a program, and for who sent one, by its code."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from companion.access import queries as access
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db, one_or_404
from companion.core.sealed import ring
from companion.programs.models import Program
from companion.records.enquiries import rules
from companion.records.enquiries.models import Enquiry, EnquiryAct
from companion.records.enquiries.rules import Outcome, Response

LATEST = 30
CODE_BYTES = 10


def open_enquiries(counselor: Person) -> list[Enquiry]:
    """Everyone's on the team, the oldest first, without those that are held."""
    return list(db.session.scalars(_open(counselor).where(Enquiry.held_because.is_(None))))


def held_enquiries(counselor: Person) -> list[Enquiry]:
    """Those that look like no person's, for one to look at: the oldest first."""
    return list(db.session.scalars(_open(counselor).where(Enquiry.held_because.is_not(None))))


def closed_enquiries(counselor: Person) -> list[Enquiry]:
    """The newest first, and not those whose words are gone."""
    chosen = _of_program(counselor).where(Enquiry.closed_at.is_not(None), Enquiry.purged_at.is_(None))
    newest = chosen.order_by(Enquiry.closed_at.desc(), Enquiry.id).limit(LATEST)
    return list(db.session.scalars(newest))


def count_waiting(program_id: UUID) -> int:
    """How many nobody has taken on yet, for the menu of every counselor."""
    chosen = select(func.count()).where(
        Enquiry.program_id == program_id,
        Enquiry.closed_at.is_(None),
        Enquiry.held_because.is_(None),
        Enquiry.claimed_at.is_(None),
    )
    return db.session.scalar(chosen) or 0


def claimed_by(person: Person) -> list[Enquiry]:
    """The open ones that this member of staff took on."""
    chosen = _of_program(person).where(Enquiry.claimed_by == person.id, Enquiry.closed_at.is_(None))
    return list(db.session.scalars(chosen.order_by(Enquiry.received_at, Enquiry.id)))


def enquiry_of(counselor: Person, enquiry_id: UUID, now: datetime) -> Enquiry:
    """404 for another program's, and, once it is part of a client's record, for who is not on their team."""
    about = (joinedload(Enquiry.claimer), selectinload(Enquiry.acts).joinedload(EnquiryAct.by))
    found = one_or_404(_of_program(counselor).options(*about).where(Enquiry.id == enquiry_id))
    if found.client_id:
        access.client_of(counselor, found.client_id, now)
    return found


def readings_of(enquiry: Enquiry) -> Sequence[tuple[datetime, Person]]:
    """Who opened it and when, the newest first."""
    chosen = (
        select(Event.at, Person)
        .join(Person, Person.id == Event.by_id)
        .where(
            Event.program_id == enquiry.program_id,
            Event.subject_id == enquiry.id,
            Event.action == "enquiry:read",
        )
    )
    return [(at, by) for at, by in db.session.execute(chosen.order_by(Event.at.desc()).limit(LATEST))]


def enquiry_with_code(typed: str) -> Enquiry | None:
    """What its sender finds by the code, however it was typed."""
    chosen = select(Enquiry).options(selectinload(Enquiry.acts))
    return db.session.scalar(chosen.where(Enquiry.code_hash == code_hash(typed)))


def enquiry_made_by(form_id: UUID) -> Enquiry | None:
    """What this form made already, if it was sent before."""
    return db.session.scalar(select(Enquiry).where(Enquiry.form_hash == form_hash(form_id)))


def act_sent_as(enquiry: Enquiry, submission_id: UUID) -> EnquiryAct | None:
    chosen = select(EnquiryAct).where(
        EnquiryAct.enquiry_id == enquiry.id, EnquiryAct.submission_id == submission_id
    )
    return db.session.scalar(chosen)


def count_from(address_key: bytes, now: datetime) -> int:
    """How many were sent from there in the last day."""
    chosen = select(func.count()).where(
        Enquiry.address_key == address_key, Enquiry.received_at > now - rules.ADDRESS_KEPT
    )
    return db.session.scalar(chosen) or 0


def was_told_since(program_id: UUID, since: datetime) -> bool:
    """Whether staff were told of another one, so that they look anyway."""
    chosen = select(Enquiry.id).where(Enquiry.program_id == program_id, Enquiry.told_at > since)
    return db.session.scalar(chosen.limit(1)) is not None


def response_of(program: Program, now: datetime) -> Response:
    """Numbers only: of what came in the last 90 days and was not set aside."""
    return rules.response(times_since(program, now - rules.LOOKED_BACK), now)


def times_since(program: Program, since: datetime) -> list[rules.Times]:
    """Of what came after that moment and was not set aside."""
    columns = (Enquiry.received_at, Enquiry.answer_by, Enquiry.answered_at, Enquiry.closed_at)
    chosen = select(*columns, Enquiry.outcome).where(
        Enquiry.program_id == program.id, Enquiry.received_at > since, Enquiry.held_because.is_(None)
    )
    rows = [row for row in db.session.execute(chosen) if row.outcome != Outcome.SET_ASIDE]
    return [rules.Times(row[0], row[1], row[2], row[3] is not None) for row in rows]


def count_held(program_id: UUID) -> int:
    chosen = select(func.count()).where(
        Enquiry.program_id == program_id, Enquiry.closed_at.is_(None), Enquiry.held_because.is_not(None)
    )
    return db.session.scalar(chosen) or 0


def outlived(program: Program, now: datetime) -> Enquiry | None:
    """One that was closed longer ago than the program keeps them, and became no part of a record."""
    chosen = (
        select(Enquiry)
        .options(selectinload(Enquiry.acts))
        .where(
            Enquiry.program_id == program.id,
            Enquiry.closed_at <= now - timedelta(days=program.enquiry_days),
            Enquiry.purged_at.is_(None),
            Enquiry.client_id.is_(None),
        )
    )
    return db.session.scalar(chosen.order_by(Enquiry.closed_at).limit(1))


def code_of(form_id: UUID) -> str:
    """The code for its sender: 80 bits, made of the form's own random id with a key, and kept nowhere.

    So the form that is sent twice shows the same code, and nobody reads a code out of the database.
    """
    return base64.b32encode(ring().fingerprint(f"enquiry-code:{form_id}")[:CODE_BYTES]).decode()


def code_hash(typed: str) -> bytes:
    """Base 32 has neither 0 nor 1: whoever reads them wrote O and I."""
    letters = "".join(filter(str.isalnum, typed.upper())).translate(str.maketrans("018", "OIB"))
    return ring().fingerprint(f"enquiry:{letters}")


def form_hash(form_id: UUID) -> bytes:
    return ring().fingerprint(f"enquiry-form:{form_id}")


def _of_program(counselor: Person) -> Select[Enquiry]:
    return select(Enquiry).where(Enquiry.program_id == counselor.program_id)


def _open(counselor: Person) -> Select[Enquiry]:
    about = (joinedload(Enquiry.claimer), selectinload(Enquiry.acts))
    chosen = _of_program(counselor).options(*about).where(Enquiry.closed_at.is_(None))
    return chosen.order_by(Enquiry.received_at, Enquiry.id)
