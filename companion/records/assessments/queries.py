"""Finding what a client answered, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed
from companion.programs import stays
from companion.programs.models import Enrolment
from companion.records.assessments import library, rules
from companion.records.assessments.library import Instrument
from companion.records.assessments.models import Cadence, Measure
from companion.records.assessments.rules import Rhythm


@dataclass(frozen=True)
class Standing:
    """Where a client stands with an instrument. ``next_on`` is None where it is not asked for."""

    instrument: Instrument
    rhythm: Rhythm
    last: Measure | None
    draft: Measure | None
    next_on: date | None
    is_due: bool


def measure_of(client: Person, measure_id: UUID, *, to_change: bool = False) -> Measure:
    """``to_change``: whoever else wants to change it waits, so that no answer is written over by another."""
    chosen = select(Measure).where(Measure.client_id == client.id, Measure.id == measure_id)
    if to_change:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    return one_or_404(chosen)


def measure_sent_as(client: Person, submission_id: UUID) -> Measure | None:
    return db.session.scalar(
        select(Measure).where(Measure.client_id == client.id, Measure.submission_id == submission_id)
    )


def finished_of(client: Person, instrument_key: str | None = None) -> list[Measure]:
    """The newest first."""
    chosen = select(Measure).where(Measure.client_id == client.id, Measure.finished_at.is_not(None))
    if instrument_key:
        chosen = chosen.where(Measure.instrument_key == instrument_key)
    return list(db.session.scalars(chosen.order_by(Measure.finished_at.desc(), Measure.id.desc())))


def finished_listed(client: Person) -> Listed[Measure]:
    """The same for a list to page through."""
    finished = (Measure.client_id == client.id, Measure.finished_at.is_not(None))
    return Listed(Measure, Measure.finished_at, Measure.id, finished)


def draft_of(client: Person, instrument_key: str, now: datetime) -> Measure | None:
    """What was begun and can still be gone on with, the newest."""
    chosen = select(Measure).where(
        Measure.client_id == client.id,
        Measure.instrument_key == instrument_key,
        Measure.finished_at.is_(None),
        Measure.begun_at >= now - rules.RESUME_WITHIN,
    )
    return db.session.scalar(chosen.order_by(Measure.begun_at.desc(), Measure.id.desc()).limit(1))


def rhythms_of(client: Person) -> dict[str, Rhythm]:
    """How often each instrument is asked for: what the care team set, else what is usual."""
    chosen = select(Cadence.instrument_key, Cadence.rhythm).where(Cadence.client_id == client.id)
    was_set = dict(db.session.execute(chosen.order_by(Cadence.set_at, Cadence.id)).all())
    return {key: Rhythm(was_set.get(key, rules.usual_rhythm(key))) for key in library.ORDER}


def standings_of(client: Person, now: datetime) -> list[Standing]:
    """Each instrument, in order. Nothing is due outside a stay."""
    stay, rhythms = stays.present_stay(client, now), rhythms_of(client)
    chosen = select(Measure).where(Measure.client_id == client.id).order_by(Measure.begun_at, Measure.id)
    last: dict[str, Measure] = {}
    drafts: dict[str, Measure] = {}
    for one in db.session.scalars(chosen):
        if one.finished_at:
            last[one.instrument_key] = one
        elif rules.can_resume(one.begun_at, now):
            drafts[one.instrument_key] = one
    standings = []
    for instrument in library.instruments():
        found = last.get(instrument.key), drafts.get(instrument.key)
        standings.append(_standing(client, instrument, rhythms[instrument.key], *found, stay, now))
    return standings


def due_of(client: Person, now: datetime) -> list[Standing]:
    """What the client is asked for today."""
    return [standing for standing in standings_of(client, now) if standing.is_due]


def overdue_of(client: Person, now: datetime) -> list[Standing]:
    """What the client has been asked for longer than is usual."""
    today = now.astimezone(ZoneInfo(client.zone)).date()
    return [one for one in standings_of(client, now) if rules.is_overdue(one.next_on, today)]


def _standing(
    client: Person,
    instrument: Instrument,
    rhythm: Rhythm,
    last: Measure | None,
    draft: Measure | None,
    stay: Enrolment | None,
    now: datetime,
) -> Standing:
    zone = ZoneInfo(client.zone)
    last_on = last.finished_at.astimezone(zone).date() if last and last.finished_at else None
    next_on = rules.next_on(rhythm, last_on, stay.began_on) if stay else None
    is_due = next_on is not None and next_on <= now.astimezone(zone).date()
    return Standing(instrument, rhythm, last, draft, next_on, is_due)
