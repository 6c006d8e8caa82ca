"""All that a client shares, the newest first: to read, to filter, to print, and to take along as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, abort, g, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, keyset, web
from companion.core.db import reading
from companion.core.web import Routes, done, show
from companion.overviews.timeline import queries, rules, sheets
from companion.overviews.timeline.rules import Kind
from companion.overviews.timeline.wording import KINDS
from companion.records.exports import actions
from companion.records.exports import queries as exports
from companion.records.exports.forms import ExportForm
from companion.records.exports.models import TimelineExport
from companion.records.exports.rules import is_open

# Says nothing of whose it is nor of what is in it, in a list of downloads that others may see.
FILE = "timeline.csv"
routes = Routes("timeline", url_prefix="/caseload/<uuid:client_id>/timeline")


@routes.show("", allow=Can.READ_TIMELINE)
def index(client_id: UUID) -> ResponseReturnValue:
    before = keyset.mark_after(request.args.get("before"))
    page = queries.page_of(g.client, clock.now(), kinds=_kinds(_kind()), before=before)
    return show(
        "timeline/counselor/index.html", "timeline/_log.html", listing=page, before=before, **_about()
    )


@routes.show("/print", allow=Can.READ_TIMELINE)
def index_printed(client_id: UUID) -> ResponseReturnValue:
    """All of what is filtered on paper, up to as much as anyone prints."""
    now, kinds = clock.now(), _kinds(_kind())
    page = queries.page_of(g.client, now, kinds=kinds, before=None, limit=rules.PRINTED_MOST)
    return show("timeline/counselor/print.html", listing=page, now=now, most=rules.PRINTED_MOST, **_about())


@routes.show("/exports/new", allow=Can.EXPORT_TIMELINE)
def new(client_id: UUID) -> ResponseReturnValue:
    return _show_new(ExportForm.fresh(kind=_kind() or ""))


@routes.accept("/exports", allow=Can.EXPORT_TIMELINE)
def create(client_id: UUID) -> ResponseReturnValue:
    form = ExportForm()
    if not form.validate():
        return _show_new(form, 422)
    export = actions.make(
        g.client,
        submission=form.submission,
        kind=_known(form.kind.data) or "",
        reason=form.reason.data,
        by=g.person,
        at=clock.now(),
    )
    return done(then=url_for(".show_one", client_id=client_id, export_id=export.id))


@routes.show("/exports/<uuid:export_id>", allow=Can.EXPORT_TIMELINE)
def show_one(client_id: UUID, export_id: UUID) -> ResponseReturnValue:
    export = exports.export_of(g.client, g.person, export_id)
    about = {"client": g.client, "export": export, "kinds": KINDS}
    return show("timeline/counselor/export.html", is_open=is_open(export.made_at, clock.now()), **about)


@routes.show("/exports/<uuid:export_id>/file", allow=Can.EXPORT_TIMELINE)
def download(client_id: UUID, export_id: UUID) -> ResponseReturnValue:
    """For a while after the reason was given; later another reason is needed."""
    export, now = exports.export_of(g.client, g.person, export_id), clock.now()
    if not is_open(export.made_at, now):
        return done(then=url_for(".show_one", client_id=client_id, export_id=export_id))
    web.before_commit(lambda: actions.fetch(export, at=now))
    return _file(export)


def _file(export: TimelineExport) -> Response:
    """It is read after the request's own transaction, and without keeping anybody from writing."""
    pages = queries.every_item_of(g.client, export.made_at, _kinds(export.kind))
    lines = sheets.lines_of(g.client, reading(pages))
    response = Response(stream_with_context(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response


def _kind() -> Kind | None:
    """What the page is filtered by; a kind that is none is not there."""
    return _known(request.args.get("kind"))


def _known(said: str | None) -> Kind | None:
    if said and said not in set(Kind):
        abort(404)
    return Kind(said) if said else None


def _kinds(kind: str | None) -> tuple[Kind, ...]:
    return (Kind(kind),) if kind else tuple(Kind)


def _show_new(form: ExportForm, status: int = 200) -> ResponseReturnValue:
    about = {"client": g.client, "kinds": KINDS, "kind": _known(form.kind.data)}
    return show("timeline/counselor/new_export.html", status=status, form=form, **about)


def _about() -> dict[str, Any]:
    return {
        "client": g.client,
        "kinds": KINDS,
        "kind": _kind(),
        "has_other_clock": g.person.zone != g.client.zone,
    }
