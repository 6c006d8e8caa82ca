"""The privacy officer sees who opened which record: names and moments, never what the record says."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, request, stream_with_context
from flask.typing import ResponseReturnValue

from companion.access import looks
from companion.access.emergencies import queries as emergencies
from companion.access.permissions import Can
from companion.core import clock, keyset
from companion.core.db import reading
from companion.core.web import Routes, show
from companion.overviews.disclosures import actions, queries, sheets
from companion.overviews.disclosures.forms import FileForm, FilterForm

# Says nothing of whose it is, in a list of downloads that others may see.
FILE = "list.csv"
routes = Routes("disclosures", url_prefix="/privacy")


@routes.show("", allow=Can.READ_DISCLOSURES)
def index() -> ResponseReturnValue:
    form, before = _filter(), keyset.mark_after(request.args.get("before"))
    if not form.validate():
        return show("disclosures/privacy/index.html", status=422, form=form, listing=None, **_about())
    page = queries.page_of(g.program, before=before, **form.chosen)
    return show("disclosures/privacy/index.html", form=form, listing=page, before=before, **_about())


@routes.show("/print", allow=Can.READ_DISCLOSURES)
def index_printed() -> ResponseReturnValue:
    form = _filter()
    if not form.validate():
        return show("disclosures/privacy/index.html", status=422, form=form, listing=None, **_about())
    page = queries.page_of(g.program, before=None, limit=queries.PRINTED_MOST, **form.chosen)
    about: dict[str, Any] = {"now": clock.now(), "most": queries.PRINTED_MOST}
    return show("disclosures/privacy/print.html", form=form, listing=page, **about, **_about())


@routes.show("/file", allow=Can.READ_DISCLOSURES)
def new_file() -> ResponseReturnValue:
    form = _filter()
    wanted = {**form.asked, "first": form.first.data, "last": form.last.data} if form.validate() else {}
    return _show_file(_prepared(FileForm.fresh(**wanted)))


@routes.accept("/file", allow=Can.READ_DISCLOSURES)
def create_file() -> ResponseReturnValue:
    form, now = _prepared(FileForm()), clock.now()
    if not form.validate():
        return _show_file(form, 422)
    chosen, zone = form.chosen, ZoneInfo(g.program.zone)
    actions.export(
        g.person,
        submission=form.submission,
        reason=form.reason.data,
        first_on=chosen["first"] or g.program.created_at.astimezone(zone).date(),
        last_on=chosen["last"] or now.astimezone(zone).date(),
        at=now,
    )
    lines = sheets.lines_of(g.program.zone, reading(queries.pages_of(g.program, **chosen)))
    response = Response(stream_with_context(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response


def _filter() -> FilterForm:
    form: FilterForm = _prepared(FilterForm(formdata=request.args))
    return form


def _prepared(form: Any) -> Any:
    return form.prepare(*queries.readers_and_clients(g.program.id))


def _show_file(form: FileForm, status: int = 200) -> ResponseReturnValue:
    return show("disclosures/privacy/file.html", status=status, form=form, **_about())


def _about() -> dict[str, Any]:
    waiting = emergencies.count_unreviewed(g.program.id)
    words = {"part_of": looks.part_of, "purpose_of": looks.purpose_of, "roles": looks.ROLES}
    return {"zone": g.program.zone, "waiting": waiting, **words}
