"""The accounting of disclosures: each day on which somebody saw something with the client's consent.

Source: 42 CFR 2.25 and 45 CFR 164.528(b): date, recipient, a short description, and the purpose, six years
back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from companion.access import rules
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts.models import Person
from companion.audit.models import Disclosure
from companion.core.db import db


@dataclass(frozen=True)
class Line:
    """What one person saw on one day, for one purpose. ``purpose`` is none where nothing was shown."""

    day: date
    recipient: str
    scopes: tuple[Scope, ...]
    purpose: Purpose | None


def accounting_of(client: Person, now: datetime) -> list[Line]:
    """The newest day first. Several looks of one day are one line."""
    names = _names_of(client)
    found = db.session.execute(
        select(Disclosure.at, Disclosure.recipient_id, Disclosure.scopes, Disclosure.purpose)
        .where(
            Disclosure.client_id == client.id,
            Disclosure.recipient_id.in_(names),
            Disclosure.at >= now - rules.KEPT_FOR,
        )
        .order_by(Disclosure.at.desc(), Disclosure.id.desc())
    )
    lines = [
        Line(
            rules.day_in(client.zone, at), names[who], _scopes(scopes), _purpose(purpose) if scopes else None
        )
        for at, who, scopes, purpose in found
    ]
    return list(dict.fromkeys(lines))


def _names_of(client: Person) -> dict[object, str]:
    """As the client wrote them, also of those who left the list."""
    chosen = select(Support).where(Support.client_id == client.id).order_by(Support.asked_at)
    return {support.supporter_id: support.name for support in db.session.scalars(chosen)}


def _scopes(written: str | None) -> tuple[Scope, ...]:
    return tuple(Scope(scope) for scope in written.split(",")) if written else ()


def _purpose(written: str) -> Purpose | None:
    return Purpose(written) if written in set(Purpose) else None
