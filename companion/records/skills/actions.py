"""Practising a skill, pinning and hiding, and asking for practice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.skills import queries
from companion.records.skills.library import Skill
from companion.records.skills.models import Choice, Pick, Practice, SkillChoice


def begin(
    client: Person,
    skill: Skill,
    *,
    submission: UUID,
    before: int | None,
    at: datetime,
    practiced_at: datetime | None = None,
) -> Practice:
    """One entry, however often the form arrives. It was practiced now, unless it waited on a phone."""
    earlier = queries.practice_sent_as(client, submission)
    if earlier:
        return earlier
    practice = Practice(program_id=client.program_id, client_id=client.id, submission_id=submission)
    practice.skill_key, practice.skill_version = skill.key, skill.version
    practice.before, practice.practiced_at, practice.received_at = before, practiced_at or at, at
    db.session.add(practice)
    db.session.flush()
    _note("practice:begun", practice, at)
    return practice


def finish(practice: Practice, *, after: int | None, by: Person, at: datetime) -> None:
    if practice.after is not None:
        trail.keep_version(practice, ["after"], by_id=by.id, at=at)
    practice.after = after
    _note("practice:finished", practice, at)


def write_note(practice: Practice, *, note: str, by: Person, at: datetime) -> None:
    if practice.note:
        trail.keep_version(practice, ["note"], by_id=by.id, at=at)
    practice.note = note
    _note("practice:described", practice, at)


def choose(client: Person, skill: Skill, choice: Choice, *, at: datetime) -> None:
    """Pin it, hide it, or neither."""
    row = queries.choice_for(client, skill.key)
    if row is None:
        row = SkillChoice(program_id=client.program_id, client_id=client.id, skill_key=skill.key)
        db.session.add(row)
    row.choice, row.chosen_at = choice, at


def ask_to_practice(
    client: Person, skill: Skill, *, times_a_week: int, until_on: date | None, by: Person, at: datetime
) -> Pick:
    """A skill is asked for once: asking again takes the place of what was asked before."""
    for earlier in queries.picks_of(client, at.date() - timedelta(days=2)):
        if earlier.skill_key == skill.key:
            _close(earlier, by, at)
    pick = Pick(program_id=client.program_id, client_id=client.id, skill_key=skill.key)
    pick.skill_version = skill.version
    pick.times_a_week, pick.until_on, pick.picked_by, pick.picked_at = times_a_week, until_on, by.id, at
    db.session.add(pick)
    db.session.flush()
    _note_pick("practice:asked", pick, by, at)
    return pick


def stop_asking(pick: Pick, *, by: Person, at: datetime) -> None:
    if pick.ended_at is None:
        _close(pick, by, at)
        _note_pick("practice:no-longer-asked", pick, by, at)


def _close(pick: Pick, by: Person, at: datetime) -> None:
    pick.ended_at, pick.ended_by = at, by.id


def _note_pick(action: str, pick: Pick, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=pick.program_id,
        at=at,
        by_id=by.id,
        client_id=pick.client_id,
        subject_id=pick.id,
    )


def _note(action: str, practice: Practice, at: datetime) -> None:
    trail.note(
        action,
        program_id=practice.program_id,
        at=at,
        by_id=practice.client_id,
        client_id=practice.client_id,
        subject_id=practice.id,
    )
