"""Where a client is on their path, and was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.programs.models import Enrolment, Program, Track
from companion.programs.path import rules
from companion.programs.path.models import PathStep, Phase
from companion.programs.path.rules import Kind, Level


@dataclass(frozen=True)
class Path:
    """The steps that hold, the first one first."""

    steps: list[PathStep]

    @property
    def last(self) -> PathStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def kind(self) -> Kind | None:
        return self.last.kind if self.last else None

    @property
    def is_inside(self) -> bool:
        """In the program, with no last day named."""
        return self.kind in rules.INSIDE

    @property
    def is_before(self) -> bool:
        """Known to the program, and not enrolled yet."""
        return rules.may_follow(self.kind, Kind.ENROLLED)

    @property
    def leaves(self) -> PathStep | None:
        """The discharge that ends the path as it is known now."""
        return self.steps[-2] if self.kind == Kind.ALUMNI and len(self.steps) > 1 else None

    @property
    def began_on(self) -> date | None:
        """The first day of the newest stay."""
        return next((one.on_day for one in reversed(self.steps) if one.kind == Kind.ENROLLED), None)

    @property
    def level(self) -> Level:
        """The care that the client has now."""
        known = [one.level for one in self.steps if one.kind in rules.INSIDE and one.level]
        return known[-1] if known else Level.INTENSIVE_OUTPATIENT

    def is_alumni_on(self, day: date) -> bool:
        last = self.last
        return last is not None and last.kind == Kind.ALUMNI and last.on_day <= day

    def is_beginning_on(self, day: date) -> bool:
        began_on = self.began_on if self.is_inside else None
        return began_on is not None and began_on <= day < began_on + rules.BEGINNING


def path_of(client: Person) -> Path:
    chosen = select(PathStep).where(PathStep.client_id == client.id, PathStep.undone_at.is_(None))
    # Which day it is for the program is asked right after, on every page of a client.
    parts = (PathStep.program, PathStep.by, PathStep.track, PathStep.phase)
    about = [joinedload(part) for part in parts]
    return Path(list(db.session.scalars(chosen.options(*about).order_by(PathStep.place))))


def step_sent_as(client: Person, submission_id: UUID) -> PathStep | None:
    """The step that this form made already."""
    return db.session.scalar(
        select(PathStep).where(PathStep.client_id == client.id, PathStep.submission_id == submission_id)
    )


def next_place(client: Person) -> int:
    """After all steps, also those that were taken back."""
    last = db.session.scalar(select(func.max(PathStep.place)).where(PathStep.client_id == client.id))
    return 1 if last is None else last + 1


def phases_of(track: Track) -> list[Phase]:
    chosen = select(Phase).where(Phase.track_id == track.id, Phase.retired_at.is_(None))
    return list(db.session.scalars(chosen.order_by(Phase.position)))


def phase_of(track: Track, phase_id: UUID) -> Phase:
    return one_or_404(select(Phase).where(Phase.track_id == track.id, Phase.id == phase_id))


def stays_of(client: Person) -> list[Enrolment]:
    """All of them, the first one first."""
    chosen = select(Enrolment).where(Enrolment.client_id == client.id)
    return list(db.session.scalars(chosen.order_by(Enrolment.started_on, Enrolment.id)))


def today_for(client: Person, at: datetime) -> date:
    """Which day it is for the client's program."""
    return at.astimezone(ZoneInfo(db.session.get_one(Program, client.program_id).zone)).date()
