"""Taking in a request for help, and erasing it when the program has kept it long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from companion.core.db import db
from companion.core.sealed import ring
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.enquiries import queries, rules
from companion.records.enquiries.actions import note
from companion.records.enquiries.models import Enquiry
from companion.records.enquiries.rules import About, Held, Safe

WORDS = ("name", "phone", "email", "when", "going_on")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody who asks for help wrote."""

    about: About
    name: str
    phone: str
    email: str
    when: str
    going_on: str
    state: str | None
    voicemail: Safe | None
    texting: Safe | None
    emailing: Safe | None
    language: str


def receive(
    program: Program, asked: Asked, *, form_id: UUID, address_key: bytes, held: Held | None, at: datetime
) -> Enquiry:
    """One request, however often the form arrives."""
    earlier = queries.enquiry_made_by(form_id)
    if earlier:
        return earlier
    row = Enquiry(program_id=program.id, form_hash=queries.form_hash(form_id), address_key=address_key)
    for name, value in vars(asked).items():
        setattr(row, name, value)
    row.code_hash = queries.code_hash(queries.code_of(form_id))
    row.received_at, row.answer_by, row.held_because = at, programs.answer_by(program, at), held
    db.session.add(row)
    db.session.flush()
    note("enquiry:received", row, None, at, held=held or "")
    return row


def address_key(address: str) -> bytes:
    return ring().fingerprint(f"enquiry-address:{address}")


def purge(enquiry: Enquiry, *, at: datetime) -> None:
    """Erase who it was and every word; when it came and was answered stays."""
    for name in WORDS:
        setattr(enquiry, name, "")
    for act in enquiry.acts:
        act.note = ""
    enquiry.code_hash, enquiry.address_key, enquiry.purged_at = None, None, at
    enquiry.about = enquiry.state = enquiry.voicemail = enquiry.texting = enquiry.emailing = None
    note("enquiry:purged", enquiry, None, at)


def forget_addresses(*, at: datetime) -> None:
    """Where a request was sent from is known for a day."""
    old = update(Enquiry).where(
        Enquiry.address_key.is_not(None), Enquiry.received_at <= at - rules.ADDRESS_KEPT
    )
    db.session.execute(old.values(address_key=None), execution_options={"synchronize_session": False})
