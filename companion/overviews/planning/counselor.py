"""The program's week by track and room, a change of one group session, and days on which no group meets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.planning.forms import HolidayForm
from companion.programs import queries as programs
from companion.records.schedule import actions, plans, queries, rules
from companion.records.schedule.forms import SessionForm
from companion.records.schedule.models import Appointment, by_day

A_WEEK = timedelta(weeks=1)
routes = Routes("planning", url_prefix="/groups")


@routes.show("", allow=Can.MANAGE_SCHEDULE)
def index() -> ResponseReturnValue:
    now, zone = clock.now(), _zone()
    today = rules.day_in(zone, now)
    monday = rules.monday_of(_asked_day() or today)
    planned = _planned(monday, zone)
    track, room = request.args.get("track", ""), request.args.get("room", "")
    shown = [one for one in planned if _is_asked_for(one, track, room)]
    context: dict[str, Any] = {"zone": zone, "now": now, "today": today, "track": track, "room": room}
    context |= {"tracks": programs.tracks_of(g.person.program_id), "days": by_day(shown, zone)}
    context |= {"rooms": sorted({one.place for one in planned if one.place} | ({room} - {""}))}
    context |= {"week": [monday + timedelta(days=number) for number in range(7)]}
    context |= {"holidays": {one.day: one for one in plans.holidays_of(g.person.program_id, since=monday)}}
    return show("planning/counselor/week.html", before=monday - A_WEEK, after=monday + A_WEEK, **context)


@routes.show("/holidays", allow=Can.MANAGE_SCHEDULE)
def holidays() -> ResponseReturnValue:
    return _show_holidays(HolidayForm(formdata=None))


@routes.accept("/holidays", allow=Can.MANAGE_SCHEDULE)
def create_holiday() -> ResponseReturnValue:
    form = HolidayForm.on(rules.day_in(_zone(), clock.now()))
    if not form.validate():
        return _show_holidays(form, 422)
    about = {"zone": _zone(), "by": g.person, "at": clock.now()}
    actions.add_holiday(g.person.program_id, form.day.data, form.name.data, **about)
    return done(then=url_for(".holidays"))


@routes.accept("/holidays/<uuid:holiday_id>/removal", allow=Can.MANAGE_SCHEDULE)
def destroy_holiday(holiday_id: UUID) -> ResponseReturnValue:
    holiday = plans.holiday_in(g.person.program_id, holiday_id)
    actions.remove_holiday(holiday, by=g.person, at=clock.now())
    return done(then=url_for(".holidays"))


@routes.show("/<uuid:group_id>/change", allow=Can.MANAGE_SCHEDULE)
def edit_group(group_id: UUID) -> ResponseReturnValue:
    group = plans.group_in(g.person.program_id, group_id)
    form = SessionForm.of(group, clock.now(), _zone(), formdata=None)
    return _show_change(group, _offering(form))


@routes.accept("/<uuid:group_id>/change", allow=Can.MANAGE_SCHEDULE)
def update_group(group_id: UUID) -> ResponseReturnValue:
    group = plans.group_in(g.person.program_id, group_id)
    form = _offering(SessionForm.at(clock.now(), _zone()))
    if not form.validate() or not form.is_free(_clashing(form, group)):
        return _show_change(group, form, 422)
    actions.change(group, form.change(), by=g.person, at=form.now)
    return _to_week_of(group)


@routes.accept("/<uuid:group_id>/cancellation", allow=Can.MANAGE_SCHEDULE)
def cancel_group(group_id: UUID) -> ResponseReturnValue:
    group = plans.group_in(g.person.program_id, group_id)
    actions.cancel(group, by=g.person, at=clock.now())
    return _to_week_of(group)


@routes.accept("/<uuid:group_id>/restoration", allow=Can.MANAGE_SCHEDULE)
def restore_group(group_id: UUID) -> ResponseReturnValue:
    group = plans.group_in(g.person.program_id, group_id)
    actions.restore(group, by=g.person, at=clock.now())
    return _to_week_of(group)


def _planned(monday: date, zone: str) -> list[Appointment]:
    """All groups of the program, and the person's own appointments with their clients."""
    since, until = plans.week_from(monday, zone)
    groups = queries.program_appointments(g.person.program_id, since, until)
    own = queries.appointments_with(
        access.clients_of(g.person, clock.now()), g.person, since=since, until=until
    )
    return sorted([*groups, *own], key=lambda appointment: appointment.starts_at)


def _is_asked_for(appointment: Appointment, track: str, room: str) -> bool:
    is_in_track = not track or str(appointment.track_id) == track
    return is_in_track and (not room or appointment.place == room)


def _asked_day() -> date | None:
    """The day in the address, if it is one that has weeks around it."""
    try:
        day = date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def _show_holidays(form: HolidayForm, status: int = 200) -> ResponseReturnValue:
    today = rules.day_in(_zone(), clock.now())
    coming = plans.holidays_of(g.person.program_id, since=today)
    return show("planning/counselor/holidays.html", status=status, form=form, holidays=coming)


def _show_change(group: Appointment, form: SessionForm, status: int = 200) -> ResponseReturnValue:
    now = clock.now()
    context: dict[str, Any] = {"form": form, "group": group, "now": now}
    context["history"] = plans.history_of(group)
    return show("planning/counselor/change.html", status=status, **context)


def _offering(form: SessionForm) -> SessionForm:
    form.offer_facilitators(people.counselors_of(g.person.program_id))
    return form


def _clashing(form: SessionForm, group: Appointment) -> list[Appointment]:
    return plans.clashing(g.person.program_id, **form.taken(), ignoring=[group.id])


def _to_week_of(group: Appointment) -> ResponseReturnValue:
    return done(then=url_for(".index", week=rules.day_in(_zone(), group.starts_at)))


def _zone() -> str:
    return programs.program(g.person.program_id).zone
