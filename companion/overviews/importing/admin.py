"""Bringing a calendar, a roster or other places: first what it would do, line by line, then using it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import queries as people
from companion.core import clock
from companion.core.forms import Form
from companion.core.web import Routes, done, show
from companion.overviews.importing import files, previews, problems
from companion.overviews.importing.forms import CalendarForm, DirectoryForm, RosterForm, content_of
from companion.overviews.importing.reading import Broken, text_of
from companion.programs import queries as programs
from companion.records.imports import actions, queries
from companion.records.imports.models import Kind, Upload
from companion.records.imports.queries import is_kept

# More than a file may have, so that one that is too large is told so on the form.
LARGEST_BODY = 8 * 1024 * 1024
routes = Routes("importing", url_prefix="/admin/import")


@routes.show("", allow=Can.IMPORT)
def index() -> ResponseReturnValue:
    return _show_forms()


@routes.accept("/calendar", allow=Can.IMPORT, largest=LARGEST_BODY)
def create_calendar() -> ResponseReturnValue:
    form = _calendar_form()
    if not form.validate():
        return _show_forms(calendar=form, status=422)
    about = {"track_id": form.track_id, "facilitator_id": form.facilitator_id}
    try:
        upload = _keep(Kind.SCHEDULE, form.calendar, takes_holidays=form.takes_holidays.data, **about)
    except Broken as broken:
        form.fail("calendar", problems.sentence(broken))
        return _show_forms(calendar=form, status=422)
    return done(then=url_for(".show_upload", upload_id=upload.id))


@routes.accept("/roster", allow=Can.IMPORT, largest=LARGEST_BODY)
def create_roster() -> ResponseReturnValue:
    return _bring(Kind.ROSTER, RosterForm())


@routes.accept("/directory", allow=Can.IMPORT, largest=LARGEST_BODY)
def create_directory() -> ResponseReturnValue:
    return _bring(Kind.DIRECTORY, DirectoryForm())


@routes.show("/<uuid:upload_id>", allow=Can.IMPORT)
def show_upload(upload_id: UUID) -> ResponseReturnValue:
    return _show_upload(queries.upload_of(g.person, upload_id))


@routes.accept("/<uuid:upload_id>/application", allow=Can.IMPORT)
def create_application(upload_id: UUID) -> ResponseReturnValue:
    """Plans once more: what the preview said may have been overtaken."""
    upload, now = queries.upload_to_use(g.person, upload_id), clock.now()
    if upload.applied_at is None:
        if not is_kept(upload, now):
            return _show_upload(upload, 422)
        try:
            files.use(files.plan_of(upload, now), by=g.person, at=now)
        except Broken:
            return _show_upload(upload, 422)
        actions.finish(upload, at=now)
    return done(then=url_for(".show_upload", upload_id=upload.id))


def _bring(kind: Kind, form: Form) -> ResponseReturnValue:
    """A file with nothing to be known about it. Its one field is called like its kind."""
    sent: dict[str, Any] = {kind.value: form}
    if not form.validate():
        return _show_forms(**sent, status=422)
    try:
        upload = _keep(kind, form[kind.value])
    except Broken as broken:
        form.fail(kind.value, problems.sentence(broken))
        return _show_forms(**sent, status=422)
    return done(then=url_for(".show_upload", upload_id=upload.id))


def _keep(kind: Kind, field: Any, **about: Any) -> Upload:
    """The file is planned with at once, so that a broken one is never kept. Raises ``Broken``."""
    now = clock.now()
    upload = actions.keep(kind, text_of(content_of(field)), by=g.person, at=now, **about)
    files.plan_of(upload, now)
    return upload


def _show_upload(upload: Upload, status: int = 200) -> ResponseReturnValue:
    context: dict[str, Any] = {"upload": upload, "lines": [], "counts": {}, "problem": ""}
    context["changes_something"] = False
    context["is_kept"] = is_kept(upload, clock.now())
    if context["is_kept"]:
        try:
            plan = files.plan_of(upload, clock.now())
            lines = files.lines_of(plan)
            context |= {"plan": plan, "lines": lines, "counts": files.counts_of(plan, lines)}
            context["changes_something"] = plan.changes_something
        except Broken as broken:
            context["problem"] = problems.sentence(broken)
    context["outcomes"] = previews.OUTCOMES
    return show("importing/admin/upload.html", status=status, **context)


def _show_forms(
    *,
    calendar: CalendarForm | None = None,
    roster: RosterForm | None = None,
    directory: DirectoryForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    context: dict[str, Any] = {
        "calendar": calendar or _calendar_form(formdata=None),
        "roster": roster or RosterForm(formdata=None),
        "directory": directory or DirectoryForm(formdata=None),
        "sent": calendar or roster or directory,
        "tracks": programs.tracks_of(g.person.program_id),
        "counselors": people.counselors_of(g.person.program_id),
    }
    return show("importing/admin/index.html", status=status, **context)


def _calendar_form(**values: Any) -> CalendarForm:
    form = CalendarForm(**values)
    form.prepare(programs.tracks_of(g.person.program_id), people.counselors_of(g.person.program_id))
    return form
