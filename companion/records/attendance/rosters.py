"""Who belongs to a session, for pages that show all of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from companion.access.models import CareTeamMember
from companion.accounts.models import Person
from companion.core.db import db
from companion.programs.models import Enrolment
from companion.records.attendance.models import Attendance


def clients_at(
    appointment_id: UUID, *, program_id: UUID, track_id: UUID | None, client_id: UUID | None, day: date
) -> list[Person]:
    """Whose session it is by their stay, and whoever is marked there without one; by name."""
    stays = select(Enrolment.client_id).where(
        Enrolment.track_id == track_id,
        Enrolment.started_on <= day,
        func.coalesce(Enrolment.ended_on, Enrolment.planned_end_on) >= day,
    )
    marked = select(Attendance.client_id).where(Attendance.appointment_id == appointment_id)
    theirs = (Person.id == client_id, Person.id.in_(stays), Person.id.in_(marked))
    found = db.session.scalars(select(Person).where(Person.program_id == program_id, or_(*theirs)))
    return sorted(found, key=lambda person: person.name.casefold())


def here_now(client_ids: Collection[UUID], today: date, now: datetime) -> set[UUID]:
    """Those with a care team or a stay now. Of who has left nobody reads a name: the way to it has ended."""
    cared_for = select(CareTeamMember.client_id).where(
        CareTeamMember.client_id.in_(client_ids), CareTeamMember.is_on(now)
    )
    staying = select(Enrolment.client_id).where(
        Enrolment.client_id.in_(client_ids),
        Enrolment.started_on <= today,
        func.coalesce(Enrolment.ended_on, Enrolment.planned_end_on) >= today,
    )
    return set(db.session.scalars(cared_for.union(staying)))
