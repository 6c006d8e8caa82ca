"""Who saw what of the client's: those they asked, the staff, and whoever opened it in an emergency.

With consent it is the accounting of disclosures. Source: 42 CFR 2.25 and 45 CFR 164.528(b): date, recipient,
a short description, and the purpose, six years back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.access import rules
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts.models import Person
from companion.accounts.rules import STAFF
from companion.audit.models import Disclosure
from companion.core.db import db

LOOKS_FOR = timedelta(days=92)


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


@dataclass(frozen=True)
class Look:
    """What one of the staff opened on one day, for one purpose."""

    day: date
    reader: Person
    purpose: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Looks:
    """``older`` is the day before which there are more."""

    found: list[Look]
    older: date | None


def looks_at(client: Person, now: datetime, before: date | None) -> Looks:
    """What the staff opened, about three months of it, the newest day first."""
    last = before or rules.day_in(client.zone, now) + timedelta(days=1)
    until = datetime.combine(last, time.min, ZoneInfo(client.zone))
    since = until - LOOKS_FOR
    opened = (
        select(Disclosure, Person)
        .join(Person, Person.id == Disclosure.recipient_id)
        .where(Disclosure.client_id == client.id, Person.role.in_(STAFF), Disclosure.at < until)
    )
    rows = db.session.execute(
        opened.where(Disclosure.at >= since).order_by(Disclosure.at.desc(), Disclosure.id.desc())
    )
    parts: dict[tuple[date, UUID, str], tuple[Person, dict[str, None]]] = {}
    for row, reader in rows:
        key = (rules.day_in(client.zone, row.at), reader.id, row.purpose)
        parts.setdefault(key, (reader, {}))[1][row.what] = None
    found = [Look(day, one, why, tuple(what)) for (day, _, why), (one, what) in parts.items()]
    is_more = db.session.scalar(opened.with_only_columns(Disclosure.id).where(Disclosure.at < since).limit(1))
    return Looks(found, rules.day_in(client.zone, since) if is_more else None)
