"""That a consent ends soon: what the client reads of it, and the note that it was time to say so.

Nothing is renewed by itself. The page asks the database at each reading, so a client is warned also where no
worker runs; the worker's row is for the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from companion.access import rules
from companion.access.consents.models import Consent, ConsentWarning, Revocation
from companion.access.models import Support
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db

OVER = 0


@dataclass(frozen=True)
class Ending:
    """What somebody sees of the client ends on that day. ``warning`` is None while that is far."""

    support: Support
    ends_on: date
    warning: int | None


def endings_of(client: Person, now: datetime) -> list[Ending]:
    """One for each person to whom something is or will be shown: when the last of it ends. One query."""
    chosen = (
        _standing()
        .options(joinedload(Consent.support))
        .where(Consent.client_id == client.id, Consent.expires_at > now)
    )
    latest: dict[Support, date] = {}
    for consent in db.session.scalars(chosen.order_by(Consent.ends_on)):
        latest[consent.support] = consent.ends_on
    today = rules.day_in(client.zone, now)
    return [Ending(support, on, rules.warning(on, today)) for support, on in latest.items()]


def note_next(now: datetime) -> bool:
    """Note one consent of which it is time to warn, or that is over. Says whether there was one."""
    near = _standing().where(Consent.expires_at <= now + rules.WARNED_FROM)
    for consent in db.session.scalars(near.order_by(Consent.expires_at)):
        days = _due(consent, now)
        if days is not None and not _is_noted(consent, days):
            _note(consent, days, now)
            return True
    return False


def _due(consent: Consent, now: datetime) -> int | None:
    if consent.expires_at <= now:
        return OVER
    zone = _zone_of(consent)
    return rules.warning(consent.ends_on, rules.day_in(zone, now))


def _zone_of(consent: Consent) -> str:
    return db.session.scalars(select(Person.zone).where(Person.id == consent.client_id)).one()


def _is_noted(consent: Consent, days: int) -> bool:
    chosen = select(ConsentWarning.id).where(
        ConsentWarning.consent_id == consent.id, ConsentWarning.days <= days
    )
    return db.session.scalar(chosen.limit(1)) is not None


def _note(consent: Consent, days: int, now: datetime) -> None:
    row = ConsentWarning(program_id=consent.program_id, client_id=consent.client_id, consent_id=consent.id)
    row.days, row.warned_at = days, now
    db.session.add(row)
    about = {"program_id": consent.program_id, "client_id": consent.client_id, "subject_id": consent.id}
    if days == OVER:
        trail.note("consent:expired", at=now, **about)
    else:
        trail.note("consent:warned", at=now, days=days, **about)


def _standing() -> Select[Consent]:
    """Neither taken back, nor with somebody who left, nor noted as over."""
    taken_back = exists().where(Revocation.consent_id == Consent.id, Revocation.scope.is_(None))
    has_ended = exists().where(Support.id == Consent.support_id, Support.ended_at.is_not(None))
    over = exists().where(ConsentWarning.consent_id == Consent.id, ConsentWarning.days == OVER)
    return select(Consent).where(~taken_back, ~has_ended, ~over)
