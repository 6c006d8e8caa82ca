"""Taking attendance at one session, and saying what was taught."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock, words
from companion.core.forms import Form
from companion.core.web import Routes, before_commit, done, show
from companion.overviews.groups import lessons, queries, wording
from companion.overviews.groups.forms import MakeUpForm, MarkForm, PersonForm, TaughtForm
from companion.overviews.groups.queries import Missed, Roster, Row
from companion.records.attendance import actions, rules
from companion.records.attendance import queries as attendance
from companion.records.attendance.rules import Status
from companion.records.skills.shelves import shelf_of

routes = Routes("groups")


@routes.show("/groups/<uuid:appointment_id>", allow=Can.TAKE_ATTENDANCE)
def show_one(appointment_id: UUID) -> ResponseReturnValue:
    roster = queries.roster_for(g.person, appointment_id, clock.now())
    before_commit(lambda: _disclose(roster))
    return _show(roster)


@routes.accept("/groups/<uuid:appointment_id>/marks", allow=Can.TAKE_ATTENDANCE)
def create_mark(appointment_id: UUID) -> ResponseReturnValue:
    roster = queries.roster_for(g.person, appointment_id, clock.now())
    form = MarkForm()
    if not form.validate():
        return _show(roster, 422, form)
    row, now = roster.row_of(form.person_id) or abort(404), clock.now()
    missed = _minutes_missed(roster, row, form, now)
    actions.mark(roster.appointment, row.client, form.mark, minutes_missed=missed, by=g.person, at=now)
    return _answer(roster, row)


@routes.accept("/groups/<uuid:appointment_id>/marks/undo", allow=Can.TAKE_ATTENDANCE)
def create_undo(appointment_id: UUID) -> ResponseReturnValue:
    roster = queries.roster_for(g.person, appointment_id, clock.now())
    form = PersonForm()
    if not form.validate():
        return _show(roster, 422, form)
    row = roster.row_of(form.person_id) or abort(404)
    if row.attendance:
        actions.clear(row.attendance, by=g.person, at=clock.now())
    return _answer(roster, row)


@routes.accept("/groups/<uuid:appointment_id>/make-ups", allow=Can.TAKE_ATTENDANCE)
def create_make_up(appointment_id: UUID) -> ResponseReturnValue:
    roster = queries.roster_for(g.person, appointment_id, clock.now())
    missed = _missed_by_id(roster)
    form = MakeUpForm()
    form.offer((key, _missed_in_words(one, roster.zone)) for key, one in missed.items())
    if not form.validate():
        return _show(roster, 422, form)
    one = missed[form.missed.data]
    session = {"makes_up": one.appointment, "by": g.person, "at": clock.now()}
    actions.mark(roster.appointment, one.client, Status.HERE, **session)
    return done(then=_address(roster, f"p-{one.client.id}"))


@routes.accept("/groups/<uuid:appointment_id>/taught", allow=Can.TAKE_ATTENDANCE)
def update_taught(appointment_id: UUID) -> ResponseReturnValue:
    roster = queries.roster_for(g.person, appointment_id, clock.now())
    form, now = TaughtForm(), clock.now()
    form.shelf = shelf_of(roster.appointment.program_id)
    if not form.validate():
        return _show(roster, 422, form)
    known = {one.skill_key: one for one in attendance.taught_at(appointment_id)}
    if form.skill:
        key, version = form.skill.key, form.skill.version
        actions.teach(roster.appointment, key, skill_version=version, by=g.person, at=now)
    elif form.not_taught.data in known:
        actions.remove_taught(known[form.not_taught.data], by=g.person, at=now)
    return done("groups/_taught.html", then=_address(roster, "taught"), **_context(roster))


def _show(roster: Roster, status: int = 200, form: Form | None = None) -> ResponseReturnValue:
    missed = _missed_by_id(roster) if roster.appointment.is_group else {}
    make_up = MakeUpForm(formdata=None)
    make_up.offer((key, _missed_in_words(one, roster.zone)) for key, one in missed.items())
    context = {**_context(roster), "make_up": make_up, "missed": missed, "form": form}
    last = lessons.last_time(roster.appointment) if roster.appointment.is_group else None
    return show("groups/counselor/show.html", status=status, last=last, **context)


def _answer(roster: Roster, row: Row) -> ResponseReturnValue:
    """The row as it is now. A make-up that was undone has none any more: then the page comes again."""
    roster = queries.roster_for(g.person, roster.appointment.id, clock.now())
    now = roster.row_of(row.client.id)
    then = _address(roster, f"p-{row.client.id}" if now else None)
    return done("groups/_row.html" if now else None, then=then, row=now, is_swapped=True, **_context(roster))


def _context(roster: Roster) -> dict[str, Any]:
    now, appointment = clock.now(), roster.appointment
    shelf, taught = shelf_of(appointment.program_id), attendance.taught_at(appointment.id)
    return {
        "roster": roster,
        "appointment": appointment,
        "now": now,
        "is_open": not appointment.cancelled_at and now >= rules.opens_at(appointment.starts_at),
        "planned": rules.length(appointment.starts_at, appointment.ends_at),
        "wording": wording,
        "shelf": shelf,
        "skills": wording.titles(shelf, taught),
        "taught": {one.skill_key for one in taught},
    }


def _minutes_missed(roster: Roster, row: Row, form: MarkForm, now: datetime) -> int:
    """What the list says; else what is known already; else what the clock says."""
    if form.minutes.data is not None:
        return int(form.minutes.data)
    if row.attendance and row.attendance.status == form.mark:
        return row.attendance.minutes_missed
    return rules.likely_missed(form.mark, roster.appointment.starts_at, roster.appointment.ends_at, now)


def _missed_by_id(roster: Roster) -> dict[str, Missed]:
    return {str(one.attendance.id): one for one in queries.missed_by_own(roster)}


def _missed_in_words(one: Missed, zone: str) -> str:
    return f"{one.client.name}: {words.moment(one.appointment.starts_at, zone)}, {one.appointment.title}"


def _address(roster: Roster, anchor: str | None) -> str:
    return url_for(".show_one", appointment_id=roster.appointment.id, _anchor=anchor)


def _disclose(roster: Roster) -> None:
    what, at = request.endpoint or "", clock.now()
    for row in roster.rows:
        trail.disclose(client=row.client, recipient=g.person, at=at, what=what, purpose="treatment")
