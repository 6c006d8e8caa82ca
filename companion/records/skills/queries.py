"""Finding a client's practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import by_owner, db, newer_than, one_or_404
from companion.core.keyset import Listed
from companion.records.skills import rules
from companion.records.skills.models import Choice, Pick, Practice, SkillChoice
from companion.records.skills.rules import Pair


@dataclass(frozen=True)
class Asked:
    """What the care team asks for, and how often it was ``done`` this week."""

    pick: Pick
    done: int


def practice_of(client: Person, practice_id: UUID) -> Practice:
    return one_or_404(select(Practice).where(Practice.client_id == client.id, Practice.id == practice_id))


def practice_sent_as(client: Person, submission_id: UUID) -> Practice | None:
    return db.session.scalar(
        select(Practice).where(Practice.client_id == client.id, Practice.submission_id == submission_id)
    )


def practices_of(
    client: Person, *, since: datetime | None = None, skill_key: str | None = None, limit: int = 200
) -> list[Practice]:
    """Newest first."""
    chosen = select(Practice).where(Practice.client_id == client.id)
    if since:
        chosen = chosen.where(Practice.practiced_at >= since)
    if skill_key:
        chosen = chosen.where(Practice.skill_key == skill_key)
    return list(db.session.scalars(chosen.order_by(Practice.practiced_at.desc()).limit(limit)))


def rated_pairs_of(client: Person) -> list[Pair]:
    """Each practice that was rated both times."""
    found = db.session.execute(
        select(Practice.skill_key, Practice.before, Practice.after, Practice.practiced_at).where(
            Practice.client_id == client.id, Practice.before.is_not(None), Practice.after.is_not(None)
        )
    )
    return [Pair(skill_key, before or 0, after or 0, at) for skill_key, before, after, at in found]


def last_practiced_of(client: Person) -> dict[str, datetime]:
    """When each skill was practised last."""
    newest = select(Practice.skill_key, func.max(Practice.practiced_at)).where(
        Practice.client_id == client.id
    )
    return dict(db.session.execute(newest.group_by(Practice.skill_key)).all())


def choices_of(client: Person) -> dict[str, Choice]:
    """What the client pinned and hid."""
    found = db.session.scalars(
        select(SkillChoice)
        .where(SkillChoice.client_id == client.id, SkillChoice.choice != Choice.NONE)
        .order_by(SkillChoice.chosen_at)
    )
    return {row.skill_key: Choice(row.choice) for row in found}


def choice_for(client: Person, skill_key: str) -> SkillChoice | None:
    return db.session.scalar(
        select(SkillChoice).where(SkillChoice.client_id == client.id, SkillChoice.skill_key == skill_key)
    )


def picks_of(client: Person, today: date) -> list[Pick]:
    """What the care team asks for on that day, the newest first."""
    return list(db.session.scalars(_picks_of(client, today)))


def asked_of(client: Person, now: datetime) -> list[Asked]:
    """The same, each with how often it was practised since Monday. The days are the client's."""
    since, today = rules.week_of(now, ZoneInfo(client.zone))
    done = (
        select(func.count())
        .where(
            Practice.client_id == client.id,
            Practice.practiced_at >= since,
            Practice.skill_key == Pick.skill_key,
        )
        .correlate(Pick)
        .scalar_subquery()
    )
    found = db.session.execute(_picks_of(client, today).add_columns(done))
    return [Asked(pick, times) for pick, times in found]


def picks_since(client: Person, since: datetime) -> list[Pick]:
    """What was asked for at any time after that moment, ended or not, the newest first."""
    chosen = (
        select(Pick)
        .options(joinedload(Pick.picker))
        .where(Pick.client_id == client.id, or_(Pick.ended_at.is_(None), Pick.ended_at > since))
        .order_by(Pick.picked_at.desc(), Pick.id.desc())
    )
    return list(db.session.scalars(chosen))


def _picks_of(client: Person, today: date) -> Select[Any]:
    return (
        select(Pick)
        .options(joinedload(Pick.picker))
        .where(
            Pick.client_id == client.id,
            Pick.ended_at.is_(None),
            or_(Pick.until_on.is_(None), Pick.until_on >= today),
        )
        .order_by(Pick.picked_at.desc(), Pick.id.desc())
    )


def pick_of(client: Person, pick_id: UUID) -> Pick:
    return one_or_404(select(Pick).where(Pick.client_id == client.id, Pick.id == pick_id))


def practices_since(since: Mapping[UUID, datetime]) -> dict[UUID, list[Any]]:
    """What each client practiced that arrived after that moment: ``received_at``."""
    is_newer = newer_than(Practice.client_id, Practice.received_at, since)
    return by_owner(select(Practice.client_id, Practice.received_at).where(is_newer))


def practices_listed(client: Person) -> Listed[Practice]:
    """For a list to page through."""
    return Listed(Practice, Practice.practiced_at, Practice.id, (Practice.client_id == client.id,))
