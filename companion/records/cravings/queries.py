"""Finding a client's cravings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from companion.accounts.models import Person
from companion.core.db import by_owner, db, newer_than, one_or_404
from companion.core.keyset import Listed
from companion.records.cravings.models import Craving
from companion.records.cravings.rules import ASKED_FOR, Wave

PAGE = 20
# Logged while it was there: what was entered later says nothing about how long it lasted.
AS_IT_CAME = timedelta(minutes=5)


def craving_of(client: Person, craving_id: UUID, *, with_removed: bool = False) -> Craving:
    chosen = select(Craving) if with_removed else _kept()
    return one_or_404(chosen.where(Craving.client_id == client.id, Craving.id == craving_id))


def craving_sent_as(client: Person, submission_id: UUID) -> Craving | None:
    """The entry that this form already made, if it was sent before."""
    return db.session.scalar(
        select(Craving).where(Craving.client_id == client.id, Craving.submission_id == submission_id)
    )


def craving_named(client: Person, name: str | None) -> Craving | None:
    """The same, by what a form says; None for what is no id, too."""
    try:
        return craving_sent_as(client, UUID(name or ""))
    except ValueError:
        return None


def cravings_of(client: Person, *, since: datetime, until: datetime | None = None) -> list[Craving]:
    """By when they happened, newest first."""
    chosen = _kept().where(Craving.client_id == client.id, Craving.occurred_at >= since)
    if until:
        chosen = chosen.where(Craving.occurred_at < until)
    return list(db.session.scalars(chosen.order_by(Craving.occurred_at.desc())))


def page_of_cravings(client: Person, *, before: Craving | None) -> list[Craving]:
    """One more than a page, so that the caller knows whether there are older ones."""
    chosen = _kept().where(Craving.client_id == client.id)
    if before:
        chosen = chosen.where(
            or_(
                Craving.occurred_at < before.occurred_at,
                and_(Craving.occurred_at == before.occurred_at, Craving.id < before.id),
            )
        )
    newest_first = chosen.order_by(Craving.occurred_at.desc(), Craving.id.desc())
    return list(db.session.scalars(newest_first.limit(PAGE + 1)))


def rated_pairs_of(client: Person) -> list[tuple[str, int, int, datetime]]:
    """Skill, strength before and after and when, for each craving on which all of it is known."""
    found = db.session.execute(
        select(Craving.skill_key, Craving.strength, Craving.strength_after, Craving.occurred_at).where(
            Craving.client_id == client.id,
            Craving.removed_at.is_(None),
            Craving.skill_key.is_not(None),
            Craving.strength.is_not(None),
            Craving.strength_after.is_not(None),
        )
    )
    return [(skill_key or "", before or 0, after or 0, at) for skill_key, before, after, at in found]


def skill_uses_of(client: Person, since: datetime) -> dict[str, list[datetime]]:
    """When each skill was used with a craving since then, the newest first."""
    found = db.session.execute(
        select(Craving.skill_key, Craving.occurred_at)
        .where(
            Craving.client_id == client.id,
            Craving.removed_at.is_(None),
            Craving.skill_key.is_not(None),
            Craving.occurred_at >= since,
        )
        .order_by(Craving.occurred_at.desc())
    )
    uses: dict[str, list[datetime]] = {}
    for skill_key, at in found:
        uses.setdefault(skill_key or "", []).append(at)
    return uses


def cravings_since(since: Mapping[UUID, datetime]) -> dict[UUID, list[Any]]:
    """After that moment, by client: ``occurred_at``, ``received_at``, ``strength``, ``outcome``."""
    chosen = select(
        Craving.client_id, Craving.occurred_at, Craving.received_at, Craving.strength, Craving.outcome
    )
    is_newer = newer_than(Craving.client_id, Craving.received_at, since)
    return by_owner(chosen.where(is_newer, Craving.removed_at.is_(None)))


def highest_since(client_ids: Collection[UUID], since: datetime) -> dict[UUID, int]:
    """The strongest of each client that happened after that moment. Who has none is not in it."""
    chosen = select(Craving.client_id, func.max(Craving.strength)).where(
        Craving.client_id.in_(client_ids),
        Craving.removed_at.is_(None),
        Craving.strength.is_not(None),
        Craving.occurred_at > since,
    )
    found = db.session.execute(chosen.group_by(Craving.client_id))
    return {client_id: highest for client_id, highest in found if highest is not None}


def open_wave_of(client: Person, now: datetime) -> Craving | None:
    """The newest wave of the last day, if how it ended was neither said nor left open on purpose."""
    newest = db.session.scalar(
        _kept()
        .where(Craving.client_id == client.id, Craving.occurred_at > now - ASKED_FOR)
        .order_by(Craving.occurred_at.desc(), Craving.id.desc())
        .limit(1)
    )
    is_open = newest is not None and newest.rated_at is None and newest.left_at is None
    return newest if is_open else None


def waves_of(client: Person, *, limit: int) -> list[Wave]:
    """The newest that were logged as they came and have both numbers."""
    chosen = (
        _kept()
        .where(
            Craving.client_id == client.id,
            Craving.strength.is_not(None),
            Craving.strength_after.is_not(None),
        )
        .order_by(Craving.occurred_at.desc())
        .limit(limit)
    )
    return [
        Wave(one.occurred_at, one.rated_at, one.strength or 0, one.strength_after or 0)
        for one in db.session.scalars(chosen)
        if one.rated_at and one.received_at - one.occurred_at <= AS_IT_CAME
    ]


def cravings_listed(client: Person) -> Listed[Craving]:
    """For a list to page through, by when they happened."""
    kept = (Craving.client_id == client.id, Craving.removed_at.is_(None))
    return Listed(Craving, Craving.occurred_at, Craving.id, kept)


def _kept() -> Select[Craving]:
    """Those that were not taken back."""
    return select(Craving).where(Craving.removed_at.is_(None))
