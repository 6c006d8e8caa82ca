"""The client tells that they used: safety first, then what was around, and one small step.

Nothing is reset, and nobody is told but the care team: that is the client's choice, within what the
program announced at enrolment.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, happened_at, show
from companion.overviews.telling.forms import TEAM, NextForm, ReadersForm, UseForm
from companion.programs import queries as programs
from companion.records.days import actions, queries, rules
from companion.records.days.models import Use
from companion.records.days.rules import Step
from companion.records.days.wording import STEPS

routes = Routes("telling", url_prefix="/used")


@routes.show("/new", allow=Can.TELL_USE)
def new() -> ResponseReturnValue:
    return _show_new(UseForm.fresh(today=_today()))


@routes.accept("/new", allow=Can.TELL_USE, keeps=True)
def create() -> ResponseReturnValue:
    form = UseForm(_today())
    if not form.validate():
        return _show_new(form, 422)
    is_told = programs.is_use_announced(g.client) or not form.is_private.data
    said = (form.submission, form.used_on.data, is_told, happened_at())
    return done(then=_address_of(actions.tell_use(g.client, *said, at=clock.now())))


@routes.show("/<uuid:use_id>/next", allow=Can.TELL_USE)
def show_next(use_id: UUID) -> ResponseReturnValue:
    use = queries.use_of(g.client, use_id)
    if use.removed_at:
        return show("telling/client/removed.html", use=use)
    return _show_next(use, NextForm.of(use))


@routes.accept("/<uuid:use_id>/next", allow=Can.TELL_USE)
def update(use_id: UUID) -> ResponseReturnValue:
    use = queries.use_of(g.client, use_id)
    form = NextForm()
    if not form.validate():
        return _show_next(use, form, 422)
    actions.say_around(use, around=form.around.data or [], by=g.person, at=clock.now())
    if form.step.data:
        actions.choose_step(use, step=Step(form.step.data), by=g.person, at=clock.now())
        return done(then="/today")
    return done(then=url_for(".edit_readers", use_id=use.id) if form.then.data else _address_of(use))


@routes.show("/<uuid:use_id>/readers", allow=Can.TELL_USE)
def edit_readers(use_id: UUID) -> ResponseReturnValue:
    use = queries.use_of(g.client, use_id)
    return _show_readers(use, ReadersForm.of(use))


@routes.accept("/<uuid:use_id>/readers", allow=Can.TELL_USE)
def update_readers(use_id: UUID) -> ResponseReturnValue:
    use = queries.use_of(g.client, use_id)
    form = ReadersForm()
    if not form.validate() or not _are_chosen(use, form):
        return _show_readers(use, form, 422)
    return done(then=_address_of(use))


@routes.accept("/<uuid:use_id>/completion", allow=Can.TELL_USE)
def create_completion(use_id: UUID) -> ResponseReturnValue:
    """The small step is done."""
    actions.finish_step(queries.use_of(g.client, use_id), by=g.person, at=clock.now())
    return done(then="/today")


@routes.accept("/<uuid:use_id>/removal", allow=Can.TELL_USE)
def create_removal(use_id: UUID) -> ResponseReturnValue:
    use = queries.use_of(g.client, use_id)
    actions.remove_use(use, by=g.person, at=clock.now())
    return done(then=_address_of(use))


@routes.accept("/<uuid:use_id>/restoration", allow=Can.TELL_USE)
def create_restoration(use_id: UUID) -> ResponseReturnValue:
    use = queries.use_of(g.client, use_id)
    actions.restore_use(use, by=g.person, at=clock.now())
    standing = queries.use_on(g.client, use.used_on) or use
    return done(then=_address_of(standing))


def _are_chosen(use: Use, form: ReadersForm) -> bool:
    is_announced, is_told = programs.is_use_announced(g.client), form.readers.data == TEAM
    try:
        actions.choose_readers(
            use, is_team_told=is_told, is_announced=is_announced, by=g.person, at=clock.now()
        )
    except actions.IsAnnounced as refusal:
        form.fail("readers", str(refusal))
        return False
    return True


def _show_new(form: UseForm, status: int = 200) -> ResponseReturnValue:
    today, asked = _today(), request.args.get("day", type=date.fromisoformat)
    return show(
        "telling/client/new.html",
        status=status,
        form=form,
        today=today,
        yesterday=today - timedelta(days=1),
        asked=asked if asked and rules.is_use_day(asked, today) else None,
        is_earlier="earlier" in request.args or status == 422,
        is_use_announced=programs.is_use_announced(g.client),
    )


def _show_next(use: Use, form: NextForm, status: int = 200) -> ResponseReturnValue:
    return show(
        "telling/client/next.html",
        status=status,
        use=use,
        form=form,
        steps=STEPS,
        program=programs.program(g.client.program_id),
    )


def _show_readers(use: Use, form: ReadersForm, status: int = 200) -> ResponseReturnValue:
    is_announced = programs.is_use_announced(g.client)
    return show(
        "telling/client/readers.html", status=status, use=use, form=form, is_use_announced=is_announced
    )


def _today() -> date:
    return rules.day_in(g.client.zone, happened_at())


def _address_of(use: Use) -> str:
    return url_for(".show_next", use_id=use.id)
