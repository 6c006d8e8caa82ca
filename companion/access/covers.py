"""Who stands in for whom, and until when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from companion.access.models import CareTeamMember, Cover
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.programs import queries as programs


def today_of(program_id: UUID, now: datetime) -> date:
    """Which day it is for the program."""
    return now.astimezone(ZoneInfo(programs.program(program_id).zone)).date()


def covers_of(counselor: Person, today: date) -> list[Cover]:
    """The counselor's own covers of today and to come, the first one first."""
    chosen = _live().where(Cover.counselor_id == counselor.id, Cover.last_on >= today)
    return list(db.session.scalars(chosen.order_by(Cover.first_on, Cover.id)))


def covers_with(person: Person) -> list[Cover]:
    """Those that did not end, on either side."""
    return list(
        db.session.scalars(
            _live().where(or_(Cover.counselor_id == person.id, Cover.colleague_id == person.id))
        )
    )


def cover_of(counselor: Person, cover_id: UUID) -> Cover:
    return one_or_404(select(Cover).where(Cover.counselor_id == counselor.id, Cover.id == cover_id))


def covered_by(colleague: Person, today: date) -> list[Cover]:
    """Those for whom the colleague stands in today."""
    chosen = _live().where(Cover.colleague_id == colleague.id, *_on(today))
    return list(db.session.scalars(chosen.order_by(Cover.last_on)))


def standing_in_for(client: Person, now: datetime) -> list[Cover]:
    """Who stands in for the client's own counselors today."""
    today = today_of(client.program_id, now)
    own = select(CareTeamMember.counselor_id).where(
        CareTeamMember.client_id == client.id, CareTeamMember.is_on(now)
    )
    chosen = _live().where(Cover.counselor_id.in_(own), *_on(today))
    return list(db.session.scalars(chosen.order_by(Cover.last_on)))


def _on(today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Cover.first_on <= today, Cover.last_on >= today


def _live() -> Select[Cover]:
    return (
        select(Cover)
        .options(joinedload(Cover.counselor), joinedload(Cover.colleague))
        .where(Cover.ended_at.is_(None))
    )
