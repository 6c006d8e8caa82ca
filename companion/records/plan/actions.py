"""Writing a plan: adding lines, changing and ordering them, taking one off, putting it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.plan import queries, rules
from companion.records.plan.models import PlanComment, PlanKeeping, PlanLine, SafetyAnswer, WeekGoal
from companion.records.plan.rules import Direction, Part, Step


class PartIsFull(Refusal):
    """A list of everything helps nobody, and would not fit on paper."""


@dataclass(frozen=True)
class Added:
    """What a form adds to one part: what was ticked, and the client's own words if there are any."""

    part: Part
    topics: Sequence[str] = ()
    words: str = ""
    risk: str = ""


def add(client: Person, *, submission: UUID, added: Added, at: datetime) -> list[PlanLine]:
    """However often the form arrives. What was ticked before and removed comes back. Raises PartIsFull."""
    wanted = [(uuid5(client.id, f"{added.part}:{topic}"), topic, "") for topic in added.topics]
    wanted += [(submission, "", added.words)] if added.words else []
    known = {sent: queries.line_sent_as(client, sent) for sent, _topic, _words in wanted}
    places = queries.places_of(client.id, added.part)
    fresh = [one for one in wanted if known[one[0]] is None]
    back = [line for line in known.values() if line and line.topic and line.removed_at]
    if len([line for line in places if not line.removed_at]) + len(fresh) + len(back) > rules.LINES_MOST:
        raise PartIsFull(
            _("This part has %(most)d lines already. Take one off first.", most=rules.LINES_MOST)
        )
    for line in back:
        restore(line, at=at)
    lines = [_new_line(client, added, one, len(places) + n, at) for n, one in enumerate(fresh)]
    db.session.flush()
    for line in lines:
        _note("plan:added", line, client.id, at)
    return lines


def edit(line: PlanLine, *, words: str, risk: str, at: datetime) -> None:
    """What it said before is kept. A save that changes nothing leaves no trace."""
    db.session.refresh(line, with_for_update=True)
    if (line.words, line.risk) == (words, risk):
        return
    trail.keep_version(line, ["words", "risk"], by_id=line.client_id, at=at)
    line.words, line.risk, line.changed_at = words, risk, at
    _note("plan:edited", line, line.client_id, at)


def move(line: PlanLine, *, direction: Direction, at: datetime) -> None:
    """One place up or down among those of its part that are in the plan."""
    places = queries.places_of(line.client_id, line.part)
    removed = [each for each in places if each.removed_at]
    order = rules.moved(places, line, direction, unlisted=removed)
    if order != places:
        for position, each in enumerate(order):
            each.position = position
        _note("plan:moved", line, line.client_id, at)


def remove(line: PlanLine, *, at: datetime) -> None:
    """Out of the plan. Nothing is destroyed: it can be put back, and a craving that named it still does."""
    if line.removed_at is None:
        line.removed_at = line.changed_at = at
        _note("plan:removed", line, line.client_id, at)


def restore(line: PlanLine, *, at: datetime) -> None:
    """Back in its old place."""
    if line.removed_at:
        line.removed_at, line.changed_at = None, at
        _note("plan:restored", line, line.client_id, at)


def answer(client: Person, step: Step, *, words: str, at: datetime) -> None:
    """What stands under one heading of the safety plan; an empty one is left out of it."""
    row = queries.answer_of(client, step)
    if row is None:
        row = SafetyAnswer(program_id=client.program_id, client_id=client.id, step=step)
    _write(row, words, "safety-plan:written", at)


def set_goal(client: Person, week_on: date, *, words: str, at: datetime) -> None:
    """One step for the week that begins on that Monday."""
    row = queries.goal_of(client, week_on)
    if row is None:
        row = WeekGoal(program_id=client.program_id, client_id=client.id, week_on=week_on)
    _write(row, words, "plan:week-written", at)


def comment(
    client: Person, *, submission: UUID, about: str, words: str, by: Person, at: datetime
) -> PlanComment:
    """One comment, however often the form arrives. The client reads it with the name and the time."""
    earlier = queries.comment_sent_as(client, submission)
    if earlier:
        return earlier
    row = PlanComment(program_id=client.program_id, client_id=client.id, submission_id=submission)
    row.author_id, row.about, row.made_at, row.words = by.id, about, at, words
    db.session.add(row)
    db.session.flush()
    _note("plan:commented", row, by.id, at)
    return row


def take_back(row: PlanComment, *, at: datetime) -> None:
    if row.removed_at is None:
        row.removed_at = at
        _note("plan:comment-removed", row, row.author_id, at)


def put_back(row: PlanComment, *, at: datetime) -> None:
    if row.removed_at:
        row.removed_at = None
        _note("plan:comment-restored", row, row.author_id, at)


def keep_on_phone(client: Person, *, at: datetime) -> None:
    """The client's own choice; it stands until they end it."""
    if queries.keeping_of(client) is None:
        keeping = PlanKeeping(program_id=client.program_id, client_id=client.id, chosen_at=at)
        db.session.add(keeping)
        db.session.flush()
        _note("plan:kept-on-phone", keeping, client.id, at)


def stop_keeping(client: Person, *, at: datetime) -> None:
    keeping = queries.keeping_of(client)
    if keeping:
        keeping.ended_at = at
        _note("plan:no-longer-kept", keeping, client.id, at)


def _new_line(
    client: Person, added: Added, one: tuple[UUID, str, str], position: int, at: datetime
) -> PlanLine:
    submission, topic, words = one
    line = PlanLine(program_id=client.program_id, client_id=client.id, submission_id=submission)
    line.part, line.position, line.made_at, line.changed_at = added.part, position, at, at
    line.topic, line.words, line.risk = topic, words, added.risk if words else ""
    db.session.add(line)
    return line


def _write(row: SafetyAnswer | WeekGoal, words: str, action: str, at: datetime) -> None:
    """What it said before is kept. A save that changes nothing leaves no trace."""
    is_new = row.id is None
    if not is_new:
        db.session.refresh(row, with_for_update=True)
    if row.words == words:
        return
    if not is_new:
        trail.keep_version(row, ["words"], by_id=row.client_id, at=at)
    row.words, row.changed_at = words, at
    db.session.add(row)
    db.session.flush()
    _note(action, row, row.client_id, at)


def _note(action: str, row: Any, by_id: UUID, at: datetime) -> None:
    """``row`` is any of this feature's."""
    trail.note(
        action, program_id=row.program_id, at=at, by_id=by_id, client_id=row.client_id, subject_id=row.id
    )
