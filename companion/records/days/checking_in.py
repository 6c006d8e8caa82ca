"""Checking in: one check-in a day, in whatever order its forms arrive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.days import queries
from companion.records.days.models import CheckIn
from companion.records.days.rules import Mood, Sleep, Used


@dataclass(frozen=True)
class Answers:
    """What was skipped is None. ``asked`` are the answers to the program's own questions, by their id."""

    mood: Mood | None = None
    sleep: Sleep | None = None
    strongest: int | None = None
    used: Used = Used.SKIP
    note: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)


def check_in(
    client: Person,
    *,
    day: date,
    submission: UUID,
    answers: Answers,
    at: datetime,
    said_at: datetime | None = None,
) -> CheckIn:
    """The one check-in of that day, however often the form arrives. What it said before is kept.

    It was said now, unless it waited on a phone. A form that comes a second time, or that was said before
    what the day says now, changes nothing back: it is kept among the earlier ones.
    """
    found = queries.check_in_to_change(client, day)
    said = _Said(_stored(answers, found), submission, said_at or at, at)
    if found is None:
        found = CheckIn(program_id=client.program_id, client_id=client.id, day=day)
        said.write(found)
        db.session.add(found)
        db.session.flush()
        _note("check-in:saved", found, client, at)
    elif _differs(found, said.values) and not _was_said(found, said):
        _take(found, said, client)
        _note("check-in:changed", found, client, at)
    return found


def _stored(answers: Answers, earlier: CheckIn | None) -> dict[str, object]:
    """As the columns keep it. An answer to a question that is asked no more stays."""
    asked = {**(earlier.asked if earlier else {}), **answers.asked}
    given = {name: answer for name, answer in sorted(asked.items()) if answer != Used.SKIP}
    values = {name: value for name, value in asdict(answers).items() if name != "asked"}
    return {**values, "answers": json.dumps(given) if given else ""}


def _differs(row: CheckIn, values: Mapping[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


@dataclass(frozen=True)
class _Said:
    """What one form says of a day, when it was said, and when it arrived."""

    values: Mapping[str, object]
    submission: UUID
    said_at: datetime
    at: datetime

    def write(self, row: CheckIn) -> None:
        for name, value in self.values.items():
            setattr(row, name, value)
        row.submission_id, row.said_at, row.answered_at = self.submission, self.said_at, self.at


def _was_said(found: CheckIn, said: _Said) -> bool:
    """Whether this very form was taken before, and another one after it."""
    form = {**said.values, "submission_id": str(said.submission)}
    return any(form.items() <= content.items() for _at, content in trail.versions_of(found))


def _take(found: CheckIn, said: _Said, client: Person) -> None:
    """The one that was said last stands, and the other is kept, whichever came first."""
    names = [*said.values, "said_at", "answered_at", "submission_id"]
    now = _Said(
        {name: getattr(found, name) for name in said.values},
        found.submission_id,
        found.said_at,
        found.answered_at,
    )
    if said.said_at < found.said_at:
        said.write(found)
        trail.keep_version(found, names, by_id=client.id, at=said.at)
        now.write(found)
    else:
        trail.keep_version(found, names, by_id=client.id, at=said.at)
        said.write(found)


def _note(action: str, found: CheckIn, client: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=found.program_id,
        at=at,
        by_id=client.id,
        client_id=client.id,
        subject_id=found.id,
    )
