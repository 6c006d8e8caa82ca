"""Answering an instrument, question by question or all at once, and saying how often it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs import stays
from companion.records.assessments import queries, rules, scoring
from companion.records.assessments.library import Instrument
from companion.records.assessments.models import Cadence, Measure
from companion.records.assessments.rules import Rhythm


def begin(client: Person, instrument: Instrument, *, submission: UUID, at: datetime) -> Measure:
    """What was begun a short while ago is gone on with. Raises NotInProgram."""
    earlier = queries.measure_sent_as(client, submission) or queries.draft_of(client, instrument.key, at)
    if earlier:
        return earlier
    stays.require_stay(client, at)
    measure = Measure(program_id=client.program_id, client_id=client.id, submission_id=submission)
    measure.instrument_key, measure.instrument_version = instrument.key, instrument.version
    measure.begun_at = at
    db.session.add(measure)
    db.session.flush()
    _note("measure:begun", measure, at)
    return measure


def answer(measure: Measure, given: Mapping[str, int | None], *, by: Person, at: datetime) -> None:
    """Keep these answers in the draft. None is "I would rather not say". What was said before is kept."""
    before = measure.answers
    if any(name in before and before[name] != value for name, value in given.items()):
        trail.keep_version(measure, ["content"], by_id=by.id, at=at)
    measure.write(before | dict(given))


def finish(measure: Measure, *, at: datetime) -> None:
    """Once: sending it again changes nothing."""
    if measure.finished_at:
        return
    instrument = measure.instrument
    answers, skipped = rules.settled(instrument.items, measure.answers)
    measure.write(answers, skipped)
    measure.numbers = {scale.key: scoring.number_of(scale, answers) for scale in instrument.scales}
    measure.finished_at = at
    _note("measure:finished", measure, at)


def set_rhythm(client: Person, instrument: Instrument, rhythm: Rhythm, *, by: Person, at: datetime) -> None:
    """From now on. Saying what holds already adds nothing."""
    if queries.rhythms_of(client)[instrument.key] == rhythm:
        return
    cadence = Cadence(program_id=client.program_id, client_id=client.id, instrument_key=instrument.key)
    cadence.rhythm, cadence.set_by, cadence.set_at = rhythm, by.id, at
    db.session.add(cadence)
    trail.note(
        "cadence:set",
        program_id=client.program_id,
        at=at,
        by_id=by.id,
        client_id=client.id,
        instrument=instrument.key,
        rhythm=rhythm.value,
    )


def _note(action: str, measure: Measure, at: datetime) -> None:
    trail.note(
        action,
        program_id=measure.program_id,
        at=at,
        by_id=measure.client_id,
        client_id=measure.client_id,
        subject_id=measure.id,
        instrument=measure.instrument_key,
    )
