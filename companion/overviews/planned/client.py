"""The client's recovery plan: each part in their own words and order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.planned import queries
from companion.records.plan import actions, reading, wording
from companion.records.plan import queries as plan
from companion.records.plan.forms import ChangeLineForm, MoveForm, NewLineForm
from companion.records.plan.models import PlanLine
from companion.records.plan.rules import Direction, Part

PAGE, PART = "planned/client/index.html", "planned/_part.html"
routes = Routes("plan", url_prefix="/plan")


@routes.show("", allow=Can.READ_PLAN)
def index() -> ResponseReturnValue:
    return show(PAGE, **_page(removed=_just_removed()))


@routes.show("/new", allow=Can.WRITE_PLAN)
def new() -> ResponseReturnValue:
    part = _part()
    return _show_new(part, NewLineForm.fresh(part=part))


@routes.accept("/new", allow=Can.WRITE_PLAN)
def create() -> ResponseReturnValue:
    form = NewLineForm(_part())
    # What is in the plan already can still arrive: the same form twice, or from another page.
    form.offer(reading.topic_groups(form.part, queries.skill_titles(g.client.program_id)))
    if not form.validate():
        return _show_new(form.part, form, 422)
    try:
        actions.add(g.client, submission=form.submission, added=form.added, at=clock.now())
    except actions.PartIsFull as refusal:
        form.fail("words", str(refusal))
        return _show_new(form.part, form, 422)
    return done(then=_place_of(form.part))


@routes.show("/lines/<uuid:line_id>/edit", allow=Can.WRITE_PLAN)
def edit(line_id: UUID) -> ResponseReturnValue:
    line = _own_words(line_id)
    return _show_edit(line, ChangeLineForm(line.part, formdata=None, words=line.words, risk=line.risk))


@routes.accept("/lines/<uuid:line_id>/edit", allow=Can.WRITE_PLAN)
def update(line_id: UUID) -> ResponseReturnValue:
    line = _own_words(line_id)
    form = ChangeLineForm(line.part)
    if not form.validate():
        return _show_edit(line, form, 422)
    actions.edit(line, words=form.words.data, risk=form.chosen_risk, at=clock.now())
    return done(then=_place_of(line.part))


@routes.accept("/lines/<uuid:line_id>/position", allow=Can.WRITE_PLAN)
def update_position(line_id: UUID) -> ResponseReturnValue:
    line, form = plan.line_of(g.client, line_id), MoveForm()
    if not form.validate():
        return show(PAGE, PART, 422, **_page(line, form=form))
    actions.move(line, direction=Direction(form.direction.data), at=clock.now())
    return done(PART, then=_place_of(line.part), **_page(line, moved=line))


@routes.accept("/lines/<uuid:line_id>/removal", allow=Can.WRITE_PLAN)
def create_removal(line_id: UUID) -> ResponseReturnValue:
    line = plan.line_of(g.client, line_id, with_removed=True)
    actions.remove(line, at=clock.now())
    return done(PART, then=_place_of(line.part, removed=line.id), **_page(line, removed=line))


@routes.accept("/lines/<uuid:line_id>/restoration", allow=Can.WRITE_PLAN)
def create_restoration(line_id: UUID) -> ResponseReturnValue:
    line = plan.line_of(g.client, line_id, with_removed=True)
    actions.restore(line, at=clock.now())
    return done(PART, then=_place_of(line.part), **_page(line, restored=line))


def _part() -> Part:
    """Which part the page adds to; the first one where the address does not say."""
    said = request.values.get("part", Part.TRIGGER)
    return Part(said) if said in set(Part) else abort(404)


def _own_words(line_id: UUID) -> PlanLine:
    """What was ticked on a list has no words of the client's to change."""
    line = plan.line_of(g.client, line_id)
    return abort(404) if line.topic else line


def _just_removed() -> PlanLine | None:
    """What the page offers to put back: something of the client's that is still out of the plan."""
    if "removed" not in request.args:
        return None
    line_id = request.args.get("removed", type=UUID)
    line = plan.line_of(g.client, line_id, with_removed=True) if line_id else abort(404)
    return line if line.removed_at else None


def _place_of(part: Part, **arguments: Any) -> str:
    return url_for(".index", _anchor=f"part-{part}", **arguments)


def _page(line: PlanLine | None = None, **happened: Any) -> dict[str, Any]:
    """``shown`` is the part of the line, which htmx swaps; the whole page shows all of them."""
    about = queries.own_page_of(g.client, clock.now())
    shown = next((one for one in about["parts"] if line and one.part == line.part), None)
    nothing = {"removed": None, "restored": None, "moved": None, "form": MoveForm(formdata=None)}
    return {**about, "shown": shown, **nothing, **happened}


def _show_new(part: Part, form: NewLineForm, status: int = 200) -> ResponseReturnValue:
    form.offer(reading.offered_groups(g.client, part, queries.skill_titles(g.client.program_id)))
    return show("planned/client/new.html", status=status, part=part, heads=wording.PARTS[part], form=form)


def _show_edit(line: PlanLine, form: ChangeLineForm, status: int = 200) -> ResponseReturnValue:
    versions = trail.versions_of(line)
    return show("planned/client/edit.html", status=status, line=line, form=form, versions=versions)
