"""Telling of use, and choosing since when to count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.days import queries
from companion.records.days.models import DayCount, Use
from companion.records.days.rules import Step


class IsAnnounced(Refusal):
    """The program said at enrolment that the care team reads of each use: there is nothing to choose."""


def tell_use(
    client: Person, submission: UUID, used_on: date, is_team_told: bool, told_at: datetime, *, at: datetime
) -> Use:
    """One entry for a day, however often the form arrives. No number starts again because of it.

    ``told_at`` is earlier than now for one that waited on a phone; the care team is told when it arrives.
    """
    earlier = queries.use_sent_as(client, submission, used_on) or queries.use_on(client, used_on)
    if earlier:
        return earlier
    use = Use(program_id=client.program_id, client_id=client.id, submission_id=submission)
    use.used_on, use.told_at, use.team_told_at = used_on, told_at, at if is_team_told else None
    db.session.add(use)
    db.session.flush()
    _note("use:told", use, client, at)
    return use


def say_around(use: Use, *, around: Iterable[str], by: Person, at: datetime) -> None:
    words = ",".join(around)
    if use.around != words:
        if use.around:
            trail.keep_version(use, ["around"], by_id=by.id, at=at)
        use.around = words
        _note("use:described", use, by, at)


def choose_step(use: Use, *, step: Step, by: Person, at: datetime) -> None:
    """It stands on the client's first page until it is done."""
    if use.step != step or use.step_done_at:
        use.step, use.step_done_at = step, None
        _note("use:step-chosen", use, by, at)


def finish_step(use: Use, *, by: Person, at: datetime) -> None:
    if use.step and use.step_done_at is None:
        use.step_done_at = at
        _note("use:step-done", use, by, at)


def choose_readers(use: Use, *, is_team_told: bool, is_announced: bool, by: Person, at: datetime) -> None:
    """Whether the care team reads it; supporters never do. Raises IsAnnounced."""
    if is_announced and not is_team_told:
        raise IsAnnounced(_("Your program told you at the start that your care team reads this."))
    if use.is_team_told != is_team_told:
        trail.keep_version(use, ["team_told_at"], by_id=by.id, at=at)
        use.team_told_at = at if is_team_told else None
        _note("use:readers-changed", use, by, at)


def remove_use(use: Use, *, by: Person, at: datetime) -> None:
    """It marks no day then, and nobody reads it. Nothing is destroyed, so it can be undone."""
    if use.removed_at is None:
        use.removed_at = at
        _note("use:removed", use, by, at)


def restore_use(use: Use, *, by: Person, at: datetime) -> None:
    """Where that day was told of again since, that entry stands, and this one stays as it is."""
    if use.removed_at and not queries.use_on(by, use.used_on):
        use.removed_at = None
        _note("use:restored", use, by, at)


def count_days(
    client: Person,
    *,
    began_on: date | None,
    shows_recovery: bool,
    shows_without_use: bool,
    shows_run: bool,
    at: datetime,
) -> DayCount:
    """Since when the client counts. Another date is no return to use, and says nothing about one."""
    values = {"began_on": began_on, "shows_recovery": shows_recovery}
    values |= {"shows_without_use": shows_without_use, "shows_run": shows_run}
    count = queries.day_count_of(client)
    if count is None:
        count = DayCount(program_id=client.program_id, client_id=client.id, changed_at=at, **values)
        db.session.add(count)
        db.session.flush()
        _note("day-count:changed", count, client, at)
    elif _differs(count, values):
        trail.keep_version(count, list(values), by_id=client.id, at=at)
        for name, value in values.items():
            setattr(count, name, value)
        count.changed_at = at
        _note("day-count:changed", count, client, at)
    return count


def _differs(row: DayCount, values: Mapping[str, object]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _note(action: str, row: Use | DayCount, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=row.program_id,
        at=at,
        by_id=by.id,
        client_id=row.client_id,
        subject_id=row.id,
    )
