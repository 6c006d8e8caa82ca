"""A request for help by somebody who is no client, and what the program shows to everybody."""

from __future__ import annotations

from uuid import UUID, uuid4

from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import Program
from companion.records.directory import actions as directory
from companion.records.directory import rules as places
from companion.records.enquiries import actions, taking_in
from companion.records.enquiries.models import Enquiry
from companion.records.enquiries.rules import About, How, Safe
from companion.records.enquiries.taking_in import Asked
from companion.records.helplines import actions as helplines
from companion.records.levels import actions as levels
from companion.records.levels.rules import Answer, Dimension
from tests.cast import NOW, Cast

FORM = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
PLACE = {
    "name1": "Oak Residence",
    "name2": "",
    "street1": "34 Oak Avenue",
    "city": "Buffalo",
    "state": "NY",
    "zip": "14201",
    "phone": "555 010 0102",
    "website": "https://example.org",
    "services": " SA RES ",
}


def asked(**other: object) -> Asked:
    given = {
        "about": About.SELF,
        "name": "Robin",
        "phone": "555 010 0177",
        "email": "",
        "when": "after five",
        "going_on": "I drink every night",
        "state": "NY",
        "voicemail": Safe.NO,
        "texting": Safe.YES,
        "emailing": None,
        "language": "en",
    }
    return Asked(**(given | other))  # type: ignore[arg-type]  # as the tests change them


def open_enquiry(cast: Cast, form_id: UUID | None = None, **other: object) -> Enquiry:
    program = db.session.get_one(Program, cast.program)
    about = {"form_id": form_id or uuid4(), "address_key": b"a" * 32, "held": other.pop("held", None)}
    at = other.pop("at", NOW)
    return taking_in.receive(program, asked(**other), **about, at=at)  # type: ignore[arg-type]  # as the tests change them


def front_door(cast: Cast) -> dict[str, UUID]:
    """Somebody asks, Cora tries to call, and thinks about the level of care."""
    program, cora, ada = (
        db.session.get_one(Program, cast.program),
        db.session.get_one(Person, cast.cora),
        db.session.get_one(Person, cast.ada),
    )
    enquiry = open_enquiry(cast, FORM)
    about = {"words": "rang twice", "submission": uuid4(), "by": cora, "at": NOW}
    actions.attempt(enquiry, How.CALL, is_reached=False, **about)  # type: ignore[arg-type]  # as the tests change them
    db.session.flush()
    levels.check(enquiry.id, {Dimension.HOME: Answer.SOME}, words="", submission=uuid4(), by=cora, at=NOW)
    helplines.change(program, "samhsa", is_checked=True, phone="+1-800-662-4357", by=ada, at=NOW)
    identity = places.identity(PLACE["name1"], PLACE["street1"], PLACE["zip"])
    directory.bring(program, None, identity, PLACE, at=NOW)
    db.session.flush()
    return {"enquiry_id": enquiry.id}
