"""Finding the people a client can call."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, func, select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.contacts import rules
from companion.records.contacts.models import Contact


def contacts_of(client: Person) -> list[Contact]:
    """In the client's own order."""
    return list(db.session.scalars(_listed(client)))


def help_contacts_of(client: Person) -> list[Contact]:
    """Those who stand on Help now, in the client's own order."""
    chosen = _listed(client).where(Contact.is_on_help_now).limit(rules.HELP_NOW_MOST)
    return list(db.session.scalars(chosen))


def contact_of(client: Person, contact_id: UUID, *, with_removed: bool = False) -> Contact:
    chosen = select(Contact).where(Contact.client_id == client.id, Contact.id == contact_id)
    if not with_removed:
        chosen = chosen.where(Contact.removed_at.is_(None))
    return one_or_404(chosen)


def contact_sent_as(client: Person, submission_id: UUID) -> Contact | None:
    """The contact that this form already made, if it was sent before."""
    return db.session.scalar(
        select(Contact).where(Contact.client_id == client.id, Contact.submission_id == submission_id)
    )


def places_of(client_id: UUID) -> list[Contact]:
    """In order, with the removed ones, who keep their place. Two moves at once wait for each other."""
    return list(
        db.session.scalars(
            select(Contact)
            .where(Contact.client_id == client_id)
            .order_by(Contact.position, Contact.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def help_now_count(client_id: UUID, *, but: UUID | None = None) -> int:
    """How many stand on Help now besides that one."""
    counted = select(func.count()).where(
        Contact.client_id == client_id, Contact.is_on_help_now, Contact.removed_at.is_(None)
    )
    if but:
        counted = counted.where(Contact.id != but)
    return db.session.scalar(counted) or 0


def _listed(client: Person) -> Select[Contact]:
    return (
        select(Contact)
        .where(Contact.client_id == client.id, Contact.removed_at.is_(None))
        .order_by(Contact.position, Contact.id)
    )
