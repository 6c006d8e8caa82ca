"""Adding the people a client can call, changing them, ordering them, taking one off the list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.contacts import queries, rules
from companion.records.contacts.models import Contact
from companion.records.contacts.rules import Direction


class HelpNowIsFull(Refusal):
    """Three people stand on Help now: more would push the rest of that page out of sight."""


@dataclass(frozen=True)
class Details:
    name: str
    phone: str
    relation: str = ""
    when_to_call: str = ""
    ready_line: str = ""
    is_on_help_now: bool = False


def add(client: Person, *, submission: UUID, details: Details, at: datetime) -> Contact:
    """One contact at the end of the list, however often the form arrives. Raises HelpNowIsFull."""
    earlier = queries.contact_sent_as(client, submission)
    if earlier:
        return earlier
    places = queries.places_of(client.id)
    if details.is_on_help_now:
        _refuse_a_fourth(client.id)
    contact = Contact(program_id=client.program_id, client_id=client.id, submission_id=submission)
    contact.position, contact.created_at = len(places), at
    _write(contact, details)
    db.session.add(contact)
    db.session.flush()
    _note("contact:added", contact, client, at)
    return contact


def edit(contact: Contact, *, details: Details, by: Person, at: datetime) -> None:
    """What it said before is kept. Raises HelpNowIsFull."""
    db.session.refresh(contact, with_for_update=True)
    fields = asdict(details)
    if all(getattr(contact, name) == value for name, value in fields.items()):
        return
    if details.is_on_help_now:
        _refuse_a_fourth(contact.client_id, but=contact.id)
    trail.keep_version(contact, list(fields), by_id=by.id, at=at)
    _write(contact, details)
    _note("contact:edited", contact, by, at)


def move(contact: Contact, *, direction: Direction, by: Person, at: datetime) -> None:
    """One place up or down among those who are listed. The first cannot go up, nor the last down."""
    places = queries.places_of(contact.client_id)
    listed = [each for each in places if not each.removed_at]
    there = listed.index(contact) + (-1 if direction == Direction.UP else 1)
    if not 0 <= there < len(listed):
        return
    one, other = places.index(contact), places.index(listed[there])
    places[one], places[other] = places[other], places[one]
    for position, each in enumerate(places):
        each.position = position
    _note("contact:moved", contact, by, at)


def remove(contact: Contact, *, by: Person, at: datetime) -> None:
    """Off the list and off Help now. Nothing is destroyed, so it can be undone."""
    if contact.removed_at is None:
        contact.removed_at = at
        _note("contact:removed", contact, by, at)


def restore(contact: Contact, *, by: Person, at: datetime) -> None:
    """Back in its old place, and on Help now only if there is still room."""
    if contact.removed_at:
        if queries.help_now_count(contact.client_id) >= rules.HELP_NOW_MOST:
            contact.is_on_help_now = False
        contact.removed_at = None
        _note("contact:restored", contact, by, at)


def _write(contact: Contact, details: Details) -> None:
    for name, value in asdict(details).items():
        setattr(contact, name, value)


def _refuse_a_fourth(client_id: UUID, *, but: UUID | None = None) -> None:
    if queries.help_now_count(client_id, but=but) >= rules.HELP_NOW_MOST:
        raise HelpNowIsFull(_("Three people are on Help now already. Take one of them off first."))


def _note(action: str, contact: Contact, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=contact.program_id,
        at=at,
        by_id=by.id,
        client_id=contact.client_id,
        subject_id=contact.id,
    )
