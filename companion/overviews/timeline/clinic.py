"""What stands between the client and the clinic, as items of the timeline: answers, sessions, notes."""

from __future__ import annotations

from companion.core.words import _
from companion.overviews.timeline import wording
from companion.overviews.timeline.entries import Around, Item, Place
from companion.records.alerts import wording as alerts
from companion.records.alerts.models import SafetyAlert
from companion.records.assessments import wording as measures
from companion.records.assessments.models import Measure
from companion.records.attendance.models import Attendance
from companion.records.attendance.rules import CAME, Status
from companion.records.home import rules as home_rules
from companion.records.home import wording as home
from companion.records.home.models import HomeCheck
from companion.records.messages.models import ThreadMessage
from companion.records.notes.models import NoteComment, ProgressNote
from companion.records.schedule.models import Appointment


def measure(place: Place, row: Measure, around: Around) -> Item:
    facts = []
    for scale in row.instrument.scales:
        value = (row.numbers or {}).get(scale.key)
        band = scale.band_of(value)
        said = _("no number") if value is None else str(value)
        name = str(measures.STAFF_SCALES[scale.key])
        facts.append(f"{name}: {said}" + (f", {measures.BANDS[band.label]}" if band else ""))
    address = around.address("measuring.index")
    return Item(place.mark, place.kind, row.instrument.short_name, tuple(facts), address=address)


def home_check(place: Place, row: HomeCheck, around: Around) -> Item:
    """The answers that call for a person; the others stand on the page of the measures."""
    answers = row.answers
    given = _("%(done)d of %(of)d answered", done=len(answers), of=len(home_rules.Question))
    worrying = [
        f"{home.QUESTIONS[question]} {home.ANSWERS[value]}"
        for (question, value) in home_rules.REASONS
        if answers.get(question) == value
    ]
    address = around.address("measuring.index")
    return Item(place.mark, place.kind, _("Home check"), (given, *worrying), address=address)


def session(place: Place, row: Attendance | Appointment, around: Around) -> Item:
    """From its attendance, or from the plan where none was taken."""
    if isinstance(row, Appointment):
        return _session(place, row, _planned(row))
    planned = around.sessions.get(row.appointment_id)
    return _session(place, planned, _attended(row), is_changed=row.id in around.changed)


def message(place: Place, row: ThreadMessage, around: Around) -> Item:
    """When and from whom. Its words stand in the thread alone: reading them there marks them as read."""
    facts = (_("Needs to talk before the next session"),) if row.is_soon else ()
    address = around.address("messages.index")
    return Item(place.mark, place.kind, _("Message"), facts, by=row.author.name, address=address)


def alert(place: Place, row: SafetyAlert, around: Around) -> Item:
    facts = (str(alerts.SOURCES[row.source]), str(alerts.STATES[row.state]))
    address = around.address("alerts.show_one", alert_id=row.id)
    return Item(place.mark, place.kind, _("Safety alert"), facts, address=address)


def note(place: Place, row: ProgressNote | NoteComment, around: Around) -> Item:
    """A signed note of the care team, or what the client says about one."""
    if isinstance(row, NoteComment):
        address = around.address("noting.index", _anchor=f"note-{row.note_id}")
        title = _("Comment on a progress note")
        return Item(place.mark, place.kind, title, (), row.words, around.client.name, address)
    about = around.session(row.appointment_id) or _("No session")
    read = _("The client can read it") if row.is_shown else _("The client cannot read it")
    address = around.address("noting.index", _anchor=f"note-{row.id}")
    is_changed = row.changed_at is not None
    return Item(
        place.mark,
        place.kind,
        _("Progress note"),
        (about, read),
        row.body,
        row.author.name,
        address,
        is_changed,
    )


def _session(place: Place, planned: Appointment | None, fact: str, *, is_changed: bool = False) -> Item:
    title = planned.title if planned else _("Session")
    by = planned.facilitator.name if planned else ""
    return Item(place.mark, place.kind, title, (fact,), by=by, is_changed=is_changed)


def _attended(row: Attendance) -> str:
    status = str(wording.STATUSES[Status(row.status)])
    if row.status not in CAME:
        return status
    return _("%(status)s, %(minutes)d minutes", status=status, minutes=row.minutes)


def _planned(row: Appointment) -> str:
    if row.cancelled_at is None:
        return _("Attendance was not taken")
    return _("Cancelled, holiday: %(name)s", name=row.holiday.name) if row.holiday else _("Cancelled")
