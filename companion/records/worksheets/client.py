"""The client's own words: reasons, ways to say no, thoughts looked at. Nobody else has a page with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, local_path, show
from companion.records.worksheets import actions, queries
from companion.records.worksheets.forms import FORMS, MoveForm, WorksheetForm
from companion.records.worksheets.models import Worksheet
from companion.records.worksheets.rules import Direction, Kind, Who
from companion.records.worksheets.wording import WHO

routes = Routes("worksheets", url_prefix="/worksheets")
LIST = "worksheets/_worksheets.html"


@routes.show("", allow=Can.WRITE_WORKSHEETS)
def index() -> ResponseReturnValue:
    return show("worksheets/client/index.html", LIST, **_listed(removed=_just_removed()))


@routes.show("/reasons/new", allow=Can.WRITE_WORKSHEETS)
def new_reason() -> ResponseReturnValue:
    return _new(Kind.REASON)


@routes.accept("/reasons/new", allow=Can.WRITE_WORKSHEETS)
def create_reason() -> ResponseReturnValue:
    return _create(Kind.REASON)


@routes.show("/scripts/new", allow=Can.WRITE_WORKSHEETS)
def new_script() -> ResponseReturnValue:
    who = request.args.get("who", "")
    return _new(Kind.REFUSAL, who=who if who in set(Who) else None)


@routes.accept("/scripts/new", allow=Can.WRITE_WORKSHEETS)
def create_script() -> ResponseReturnValue:
    return _create(Kind.REFUSAL)


@routes.show("/thoughts/new", allow=Can.WRITE_WORKSHEETS)
def new_thought() -> ResponseReturnValue:
    return _new(Kind.THOUGHT)


@routes.accept("/thoughts/new", allow=Can.WRITE_WORKSHEETS)
def create_thought() -> ResponseReturnValue:
    return _create(Kind.THOUGHT)


@routes.show("/<uuid:worksheet_id>/edit", allow=Can.WRITE_WORKSHEETS)
def edit(worksheet_id: UUID) -> ResponseReturnValue:
    sheet = queries.worksheet_of(g.client, worksheet_id)
    return _show_form(FORMS[Kind(sheet.kind)].fresh(then=_way_back(), **sheet.answers), sheet)


@routes.accept("/<uuid:worksheet_id>/edit", allow=Can.WRITE_WORKSHEETS)
def update(worksheet_id: UUID) -> ResponseReturnValue:
    sheet = queries.worksheet_of(g.client, worksheet_id)
    form = FORMS[Kind(sheet.kind)]()
    if not form.validate():
        return _show_form(form, sheet, 422)
    actions.edit(sheet, answers=form.answers, by=g.person, at=clock.now())
    return done(then=_way_back() or url_for(".index"))


@routes.accept("/<uuid:worksheet_id>/position", allow=Can.WRITE_WORKSHEETS)
def update_position(worksheet_id: UUID) -> ResponseReturnValue:
    sheet = queries.worksheet_of(g.client, worksheet_id)
    form = MoveForm()
    if not form.validate():
        return show("worksheets/client/index.html", LIST, 422, **_listed(form=form))
    actions.move(sheet, direction=Direction(form.direction.data), by=g.person, at=clock.now())
    return done(LIST, then=url_for(".index"), **_listed(moved=sheet))


@routes.accept("/<uuid:worksheet_id>/removal", allow=Can.WRITE_WORKSHEETS)
def create_removal(worksheet_id: UUID) -> ResponseReturnValue:
    sheet = queries.worksheet_of(g.client, worksheet_id, with_removed=True)
    actions.remove(sheet, by=g.person, at=clock.now())
    return done(then=url_for(".index", removed=sheet.id, then=_way_back() or None))


@routes.accept("/<uuid:worksheet_id>/restoration", allow=Can.WRITE_WORKSHEETS)
def create_restoration(worksheet_id: UUID) -> ResponseReturnValue:
    sheet = queries.worksheet_of(g.client, worksheet_id, with_removed=True)
    actions.restore(sheet, by=g.person, at=clock.now())
    return done(LIST, then=url_for(".index", then=_way_back() or None), **_listed(moved=sheet))


def _new(kind: Kind, **values: Any) -> ResponseReturnValue:
    return _show_form(FORMS[kind].fresh(then=_way_back(), **values))


def _create(kind: Kind) -> ResponseReturnValue:
    form = FORMS[kind]()
    if not form.validate():
        return _show_form(form, status=422)
    actions.write(g.client, kind, submission=form.submission, answers=form.answers, at=clock.now())
    return done(then=_way_back() or url_for(".index"))


def _way_back() -> str:
    """The skill that is being done, where the client came from one."""
    return local_path(request.values.get("then"), "")


def _listed(
    removed: Worksheet | None = None, moved: Worksheet | None = None, form: MoveForm | None = None
) -> dict[str, Any]:
    return {
        "sheets": {kind: queries.worksheets_of(g.client, kind) for kind in Kind},
        "who": WHO,
        "removed": removed,
        "moved": moved,
        "form": form or MoveForm(formdata=None),
        "way_back": _way_back(),
    }


def _just_removed() -> Worksheet | None:
    """What the page offers to put back: something of the client's that is still off the list."""
    if "removed" not in request.args:
        return None
    worksheet_id = request.args.get("removed", type=UUID)
    sheet = queries.worksheet_of(g.client, worksheet_id, with_removed=True) if worksheet_id else abort(404)
    return sheet if sheet.removed_at else None


def _show_form(form: WorksheetForm, sheet: Worksheet | None = None, status: int = 200) -> ResponseReturnValue:
    page = f"worksheets/client/{form.kind}.html"
    return show(page, status=status, form=form, sheet=sheet, way_back=_way_back())
