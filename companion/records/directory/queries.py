"""The other places that a program lists, by state, city and service."""

from __future__ import annotations

from sqlalchemy import func, select

from companion.core.db import db
from companion.programs.models import Program
from companion.records.directory import rules
from companion.records.directory.models import ReferralPlace


def states_of(program: Program) -> dict[str, int]:
    """How many places each state has; only those with some."""
    chosen = select(ReferralPlace.state, func.count()).where(ReferralPlace.program_id == program.id)
    return dict(db.session.execute(chosen.group_by(ReferralPlace.state).order_by(ReferralPlace.state)).all())


def cities_of(program: Program, state: str) -> list[str]:
    chosen = (
        select(ReferralPlace.city)
        .distinct()
        .where(ReferralPlace.program_id == program.id, ReferralPlace.state == state)
    )
    return list(db.session.scalars(chosen.order_by(ReferralPlace.city)))


def services_of(program: Program, state: str) -> list[str]:
    """The codes that any place of the state has."""
    chosen = (
        select(ReferralPlace.services)
        .distinct()
        .where(ReferralPlace.program_id == program.id, ReferralPlace.state == state)
    )
    return sorted({code for services in db.session.scalars(chosen) for code in services.split()})


def places_of(
    program: Program, state: str, *, city: str = "", service: str = "", page: int = 0
) -> list[ReferralPlace]:
    """One more than a page, so that the caller knows whether there are more."""
    chosen = select(ReferralPlace).where(ReferralPlace.program_id == program.id, ReferralPlace.state == state)
    if city:
        chosen = chosen.where(ReferralPlace.city == city)
    if service:
        chosen = chosen.where(ReferralPlace.services.contains(f" {service} ", autoescape=True))
    order = (ReferralPlace.city, ReferralPlace.name1, ReferralPlace.id)
    listed = chosen.order_by(*order).offset(page * rules.PAGE).limit(rules.PAGE + 1)
    return list(db.session.scalars(listed))


def places_by_identity(program: Program) -> dict[str, ReferralPlace]:
    """All of them, to compare a file with."""
    found = db.session.scalars(select(ReferralPlace).where(ReferralPlace.program_id == program.id))
    return {place.identity: place for place in found}
