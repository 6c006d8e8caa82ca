"""Who works with which client, now and before, as the program's administrator sees it: names and dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from companion.access.models import CareTeamMember
from companion.accounts.models import Person
from companion.core.db import db


def members_of(client_ids: Collection[UUID], now: datetime) -> dict[UUID, list[CareTeamMember]]:
    """Each client's counselors now, the longest first."""
    chosen = (
        select(CareTeamMember)
        .options(joinedload(CareTeamMember.counselor))
        .where(CareTeamMember.client_id.in_(client_ids), CareTeamMember.is_on(now))
        .order_by(CareTeamMember.since, CareTeamMember.id)
    )
    found: dict[UUID, list[CareTeamMember]] = {client_id: [] for client_id in client_ids}
    for member in db.session.scalars(chosen):
        found[member.client_id].append(member)
    return found


def history_of(client: Person) -> list[CareTeamMember]:
    """Everyone who ever worked with the client, the newest first."""
    chosen = (
        select(CareTeamMember)
        .options(joinedload(CareTeamMember.counselor))
        .where(CareTeamMember.client_id == client.id)
        .order_by(CareTeamMember.since.desc(), CareTeamMember.id.desc())
    )
    return list(db.session.scalars(chosen))


def clients_ever_of(counselor: Person) -> list[UUID]:
    """Everyone the counselor works with or ever worked with."""
    chosen = select(CareTeamMember.client_id).where(CareTeamMember.counselor_id == counselor.id)
    return list(db.session.scalars(chosen.distinct()))
