"""A plan in words, line by line, as the page and the command line both show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from companion.core.words import _, _l, _n, clock_time, day
from companion.overviews.importing.calendars import Why
from companion.overviews.importing.days_off import DayOff
from companion.overviews.importing.event_words import Note
from companion.overviews.importing.roster_plans import Place, RosterPlan, Standing
from companion.overviews.importing.schedule_plans import SchedulePlan, Step
from companion.records.schedule.rules import Differences, Occurrence
from companion.records.schedule.wording import rule_in_words

MOST_SHOWN = 20


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"


OUTCOMES: dict[str, Any] = {
    Outcome.ADDED: _l("Will be added"),
    Outcome.CHANGED: _l("Will be changed"),
    Outcome.SAME: _l("Here already"),
    Outcome.SKIPPED: _l("Skipped"),
}
WHY: dict[Why, Any] = {
    Why.ALL_DAY: _l("It lasts all day, so it is no session."),
    Why.CANCELLED: _l("It is cancelled in the file."),
    Why.FAR: _l("It begins more than two years from now."),
    Why.LIKE_ANOTHER: _l("Another event of the file has the same name and time."),
    Why.LIKE_ONE_HERE: _l("A group with the same name and time is here already."),
    Why.LONG_HOLIDAY: _l("It lasts longer than 31 days, so it is not taken as a holiday."),
    Why.NOT_EVENT: _l("It is not an event."),
    Why.NO_TITLE: _l("It has no name."),
    Why.OVER: _l("It is over."),
    Why.RULE: _l("It repeats in a way that cannot be planned here."),
    Why.SAME_DAYS: _l("Another event of the file has the same days."),
    Why.TAKEN_OVER: _l("Its later sessions were planned anew here, so the file does not change them."),
    Why.WRONG_LENGTH: _l("A session lasts from 5 minutes to 12 hours. This one does not."),
}
NOTES: dict[Note, Any] = {
    Note.TITLE_CUT: _l("The name is cut to 80 characters."),
    Note.PLACE_CUT: _l("The place is cut to 120 characters."),
    Note.LINK_DROPPED: _l("Its link is left out. Only links with https are used."),
    Note.NO_END: _l("It has no end, so it is planned for 60 minutes."),
}
STANDINGS: dict[Standing, Any] = {
    Standing.DIFFERENT: _l("They are here with other details. Change those on the client’s page."),
    Standing.EMAIL_USED: _l("This email can’t be used here."),
    Standing.TWICE: _l("A row above has the same person or the same email."),
}


@dataclass(frozen=True)
class Line:
    """What becomes of one line of the file."""

    number: int
    title: str
    outcome: Outcome
    sentences: list[str]
    details: list[str] = field(default_factory=list)


def schedule_lines(plan: SchedulePlan) -> list[Line]:
    skipped = [Line(one.line, one.title, Outcome.SKIPPED, [str(WHY[one.why])]) for one in plan.skipped]
    found = [*(_step(step, plan) for step in plan.steps), *map(_day_off, plan.days_off), *skipped]
    return sorted(found, key=lambda line: line.number)


def roster_lines(plan: RosterPlan) -> list[Line]:
    return [_place(place) for place in plan.places]


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """How many lines come out how, in the order in which they are told."""
    outcomes = [line.outcome for line in lines]
    return {outcome: outcomes.count(outcome) for outcome in Outcome if outcome in outcomes}


def _step(step: Step, plan: SchedulePlan) -> Line:
    lead = step.gathering.lead
    notes = [str(NOTES[note]) for note in lead.notes]
    if step.series is None:
        return Line(lead.line, lead.title, Outcome.ADDED, [*_new_group(step), *notes])
    if not step.differences:
        return Line(lead.line, lead.title, Outcome.SAME, [_("Nothing changes.")])
    if step.series.track_id != plan.track.id:
        notes.append(_("It stays in its track."))
    details = _details(step.differences, step.series.zone)
    return Line(lead.line, lead.title, Outcome.CHANGED, [_changes(step.differences), *notes], _some(details))


def _new_group(step: Step) -> list[str]:
    values, held = step.values, [one for one in step.wanted if not one.is_cancelled]
    first, last = (_when(one, values["zone"]) for one in (held[0], held[-1]))
    said = [
        f"{rule_in_words(values['rule'])}. "
        + _n(
            "%(num)d session of %(minutes)s minutes.",
            "%(num)d sessions of %(minutes)s minutes.",
            len(held),
            minutes=values["minutes"],
        ),
        _("On %(first)s.", first=first)
        if len(held) == 1
        else _("The first on %(first)s, the last on %(last)s.", first=first, last=last),
    ]
    if step.gathering.is_endless:
        said.append(
            _("It has no end, so it is planned until %(day)s.", day=day(values["until_on"], with_year=True))
        )
    return said


def _changes(found: Differences) -> str:
    counts = {
        "added": len(found.added),
        "changed": len(found.changed),
        "cancelled": len(found.cancelled),
        "restored": len(found.restored),
    }
    words = {
        "added": _("Sessions added: %(count)s.", count=counts["added"]),
        "changed": _("Sessions changed: %(count)s.", count=counts["changed"]),
        "cancelled": _("Sessions cancelled: %(count)s.", count=counts["cancelled"]),
        "restored": _("Sessions that take place after all: %(count)s.", count=counts["restored"]),
    }
    return " ".join(words[name] for name, count in counts.items() if count)


def _details(found: Differences, zone: str) -> list[str]:
    said = [(was.starts_at, _changed(was, one, zone)) for was, one in found.changed]
    said += [(one.starts_at, _("Added: %(when)s", when=_when(one, zone))) for one in found.added]
    said += [(one.starts_at, _("Cancelled: %(when)s", when=_when(one, zone))) for one in found.cancelled]
    said += [(one.starts_at, _("Takes place: %(when)s", when=_when(one, zone))) for one in found.restored]
    return [words for _at, words in sorted(said)]


def _changed(was: Occurrence, one: Occurrence, zone: str) -> str:
    pairs = [
        (_span(was, zone), _span(one, zone)),
        *((getattr(was, name), getattr(one, name)) for name in ("title", "place", "video_link")),
    ]
    none = _("none")
    different = [f"{before or none} → {after or none}" for before, after in pairs if before != after]
    return _("Changed: %(when)s", when=_when(was, zone)) + " · " + " · ".join(different)


def _some(details: list[str]) -> list[str]:
    left = len(details) - MOST_SHOWN
    more = [_n("And %(num)d more.", "And %(num)d more.", left)] if left > 0 else []
    return details[:MOST_SHOWN] + more


def _day_off(off: DayOff) -> Line:
    outcome = Outcome.ADDED if off.is_new else Outcome.SAME
    said = _("A holiday on %(day)s. No group meets then.", day=day(off.day, with_year=True))
    return Line(off.line, off.name, outcome, [said])


def _place(place: Place) -> Line:
    row = place.row
    if place.standing == Standing.HERE:
        return Line(row.line, row.name, Outcome.SAME, [_("Nothing changes.")])
    if place.standing != Standing.NEW:
        return Line(row.line, row.name, Outcome.SKIPPED, [str(STANDINGS[place.standing])])
    first, last = (day(on, with_year=True) for on in (row.started_on, row.planned_end_on))
    about = {"track": place.track.name, "counselor": place.counselor.name, "first": first, "last": last}
    said = [_("%(track)s, with %(counselor)s, from %(first)s to %(last)s.", **about)]
    if not row.email:
        said.append(_("They write their email when they use the link. The phone number is not kept."))
    return Line(row.line, row.name, Outcome.ADDED, said)


def _when(one: Occurrence, zone: str) -> str:
    return _moment(one.starts_at, zone)


def _span(one: Occurrence, zone: str) -> str:
    return f"{_moment(one.starts_at, zone)} – {clock_time(one.ends_at, zone)}"


def _moment(at: datetime, zone: str) -> str:
    return f"{day(at.astimezone(ZoneInfo(zone)).date(), with_year=True)}, {clock_time(at, zone)}"
