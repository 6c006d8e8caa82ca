"""What using a directory file would do to the program's list of other places, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.words import _, _l, _n
from companion.overviews.importing.directories import COLUMNS, Row, Wrong
from companion.overviews.importing.previews import MOST_SHOWN, Line, Outcome
from companion.programs.models import Program
from companion.records.directory import actions, queries
from companion.records.directory.models import ReferralPlace

WRONG = {
    Wrong.NO_NAME: _l("It has no name (name1)."),
    Wrong.NO_CITY: _l("It has no city."),
    Wrong.BAD_STATE: _l("Its state is not one of the two letters that the post office uses."),
    Wrong.BAD_ZIP: _l("Its zip code is not five digits."),
    Wrong.BAD_PHONE: _l("Its phone number is none."),
    Wrong.BAD_WEBSITE: _l("Its website is no address of a page."),
    Wrong.TOO_LONG: _l("One of its cells is too long."),
    Wrong.TWICE: _l("A row above is the same place."),
}


@dataclass(frozen=True)
class Step:
    """A row, and the place that it already is."""

    row: Row
    place: ReferralPlace | None
    wrong: Wrong | None

    @property
    def changed(self) -> list[str]:
        """The columns that say something else than the list does."""
        values = self.row.values
        return [name for name in COLUMNS if self.place and getattr(self.place, name) != values[name]]

    @property
    def outcome(self) -> Outcome:
        if self.wrong:
            return Outcome.SKIPPED
        if self.place is None:
            return Outcome.ADDED
        return Outcome.CHANGED if self.changed else Outcome.SAME


@dataclass(frozen=True)
class DirectoryPlan:
    program: Program
    steps: list[Step]

    @property
    def changes_something(self) -> bool:
        return any(step.outcome in (Outcome.ADDED, Outcome.CHANGED) for step in self.steps)


def plan(rows: Sequence[Row], program: Program) -> DirectoryPlan:
    """One query, however long the file is."""
    known = queries.places_by_identity(program)
    seen: set[str] = set()
    steps = []
    for row in rows:
        wrong = row.wrong or (Wrong.TWICE if row.identity in seen else None)
        if row.wrong is None:
            seen.add(row.identity)
        steps.append(Step(row, known.get(row.identity), wrong))
    return DirectoryPlan(program, steps)


def lines(plan: DirectoryPlan) -> list[Line]:
    """Every row that is left out or changed; of the new ones as many as one can look at."""
    added = [step for step in plan.steps if step.outcome == Outcome.ADDED]
    told = [step for step in plan.steps if step.outcome in (Outcome.SKIPPED, Outcome.CHANGED)]
    found = [_line(step) for step in (*told, *added[:MOST_SHOWN])]
    if len(added) > MOST_SHOWN:
        left = added[MOST_SHOWN:]
        more = _n("And %(num)d more.", "And %(num)d more.", len(left))
        found.append(Line(left[0].row.line, _("More new places"), Outcome.ADDED, [more]))
    return sorted(found, key=lambda line: line.number)


def counts(plan: DirectoryPlan) -> dict[str, int]:
    outcomes = [step.outcome for step in plan.steps]
    return {outcome: outcomes.count(outcome) for outcome in Outcome if outcome in outcomes}


def use(plan: DirectoryPlan, *, by: Person, at: datetime) -> None:
    """Places that the file does not name stay as they are."""
    to_do = [step for step in plan.steps if step.outcome in (Outcome.ADDED, Outcome.CHANGED)]
    was = {"places": sum(queries.states_of(plan.program).values())}
    for step in to_do:
        actions.bring(plan.program, step.place, step.row.identity, step.row.values, at=at)
    now = {"places": sum(queries.states_of(plan.program).values()), "places_changed": len(to_do)}
    trail.note("directory:imported", program_id=plan.program.id, at=at, by_id=by.id, before=was, after=now)


def _line(step: Step) -> Line:
    said = step.row.values
    where = ", ".join(filter(None, [said["street1"], said["city"], said["state"]]))
    title = said["name1"] or where or "–"
    sentences = [str(WRONG[step.wrong])] if step.wrong else [where]
    if step.outcome == Outcome.CHANGED:
        sentences.append(_("Changed: %(columns)s.", columns=", ".join(step.changed)))
    return Line(step.row.line, title[:120], step.outcome, sentences)
