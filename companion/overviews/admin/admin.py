"""Running the program: its settings, tracks and permissions. No client is named, no record is read."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.core import clock, keyset
from companion.core.web import Routes, done, show
from companion.core.words import WEEKDAYS
from companion.overviews.admin import changes, wording
from companion.overviews.admin.forms import SettingsForm, TrackForm
from companion.programs import actions as programs
from companion.programs import queries
from companion.programs.forms import hours
from companion.programs.path import actions as path
from companion.programs.rules import DEFAULT_MINUTES_PER_WEEK
from companion.records.alerts import queries as alerts
from companion.records.enquiries import queries as enquiries
from companion.records.enquiries.wording import took

routes = Routes("program", url_prefix="/admin")


@routes.show("", allow=Can.MANAGE_PROGRAM)
def index() -> ResponseReturnValue:
    program = queries.program(g.person.program_id)
    today = clock.now().astimezone(ZoneInfo(program.zone)).date()
    counts = {
        "staff": sum(person.is_active for person in people.staff_of(program.id)),
        "tracks": len(queries.tracks_of(program.id)),
        "clients": queries.count_enrolled(program.id, today),
    }
    return show(
        "admin/admin/index.html",
        program=program,
        counts=counts,
        response=enquiries.response_of(program, clock.now()),
        held=enquiries.count_held(program.id),
        took=took,
        alerts_without_team=alerts.count_without_team(program.id, clock.now()),
        staffed=queries.staffed_hours_of(program.id),
        weekdays=WEEKDAYS,
    )


@routes.show("/settings", allow=Can.MANAGE_PROGRAM)
def edit() -> ResponseReturnValue:
    form = SettingsForm.of(queries.program(g.person.program_id))
    return show("admin/admin/settings.html", form=form)


@routes.accept("/settings", allow=Can.MANAGE_PROGRAM)
def update() -> ResponseReturnValue:
    form = SettingsForm()
    if not form.validate():
        return show("admin/admin/settings.html", status=422, form=form)
    program = queries.program(g.person.program_id)
    try:
        programs.change_settings(program, by=g.person, at=clock.now(), **form.answers())
    except programs.SlugTaken as refusal:
        form.fail("slug", str(refusal))
        return show("admin/admin/settings.html", status=422, form=form)
    return done(then=url_for(".index"))


@routes.show("/permissions", allow=Can.MANAGE_PROGRAM)
def permissions() -> ResponseReturnValue:
    return show("admin/admin/permissions.html", relations=wording.RELATIONS, rows=wording.table())


@routes.show("/changes", allow=Can.MANAGE_PROGRAM)
def list_changes() -> ResponseReturnValue:
    before = keyset.mark_after(request.args.get("before"))
    listed, older = changes.changes_of(g.person.program_id, before)
    return show("admin/admin/changes.html", changes=listed, older=older, before=before)


@routes.show("/tracks", allow=Can.MANAGE_PROGRAM)
def tracks() -> ResponseReturnValue:
    found = queries.tracks_of(g.person.program_id, with_retired=True)
    return show("admin/admin/tracks.html", tracks=found, hours=hours)


@routes.show("/tracks/new", allow=Can.MANAGE_PROGRAM)
def new_track() -> ResponseReturnValue:
    form = TrackForm(formdata=None, required_hours=hours(DEFAULT_MINUTES_PER_WEEK))
    return show("admin/admin/track.html", form=form, track=None)


@routes.accept("/tracks/new", allow=Can.MANAGE_PROGRAM)
def create_track() -> ResponseReturnValue:
    form = TrackForm()
    if not form.validate():
        return show("admin/admin/track.html", status=422, form=form, track=None)
    track = programs.create_track(g.person.program_id, by=g.person, at=clock.now(), **form.answers())
    path.name_phases(track, form.phase_names, by=g.person, at=clock.now())
    return done(then=url_for(".tracks"))


@routes.show("/tracks/<uuid:track_id>/edit", allow=Can.MANAGE_PROGRAM)
def edit_track(track_id: UUID) -> ResponseReturnValue:
    track = queries.track_of(g.person.program_id, track_id)
    return show("admin/admin/track.html", form=TrackForm.of(track), track=track)


@routes.accept("/tracks/<uuid:track_id>/edit", allow=Can.MANAGE_PROGRAM)
def update_track(track_id: UUID) -> ResponseReturnValue:
    track = queries.track_of(g.person.program_id, track_id)
    form = TrackForm()
    if not form.validate():
        return show("admin/admin/track.html", status=422, form=form, track=track)
    programs.change_track(track, by=g.person, at=clock.now(), **form.answers())
    path.name_phases(track, form.phase_names, by=g.person, at=clock.now())
    return done(then=url_for(".tracks"))


@routes.accept("/tracks/<uuid:track_id>/retirement", allow=Can.MANAGE_PROGRAM)
def create_retirement(track_id: UUID) -> ResponseReturnValue:
    track = queries.track_of(g.person.program_id, track_id)
    if track.retired_at is None:
        programs.retire_track(track, by=g.person, at=clock.now())
    return done(then=url_for(".tracks"))
