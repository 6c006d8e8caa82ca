"""The client logs a craving in two taps, changes it, and takes it back."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, happened_at, show
from companion.records.cravings import actions, queries
from companion.records.cravings.forms import ChangeForm, CravingForm, UndoForm
from companion.records.cravings.models import Craving

routes = Routes("cravings", url_prefix="/cravings")


@routes.show("/new", allow=Can.LOG_CRAVING)
def new() -> ResponseReturnValue:
    form = CravingForm.fresh(zone=g.client.zone, now=clock.now())
    return show("cravings/client/new.html", form=form, is_earlier="earlier" in request.args)


@routes.accept("/new", allow=Can.LOG_CRAVING, keeps=True)
def create() -> ResponseReturnValue:
    form = CravingForm(zone=g.client.zone, now=happened_at())
    if not form.validate():
        return show("cravings/client/new.html", status=422, form=form, is_earlier=form.is_earlier)
    craving = actions.log(
        g.client,
        submission=form.submission,
        strength=form.strength.number,
        occurred_at=form.occurred_at,
        at=clock.now(),
    )
    return done(then=url_for("client.riding.choose", craving_id=craving.id))


@routes.show("/<uuid:craving_id>/change", allow=Can.LOG_CRAVING)
def edit(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    return _show_change(craving, ChangeForm(formdata=None, zone=g.client.zone, now=clock.now()))


@routes.accept("/<uuid:craving_id>/change", allow=Can.LOG_CRAVING)
def update(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    form = ChangeForm(zone=g.client.zone, now=clock.now())
    if not form.validate():
        return _show_change(craving, form, 422)
    occurred_at = form.occurred_at if form.has_time else craving.occurred_at
    version = actions.change(
        craving, strength=form.strength.number, occurred_at=occurred_at, by=g.person, at=clock.now()
    )
    then = "client.ending.show_one" if craving.rated_at else "client.riding.choose"
    return done(then=url_for(then, craving_id=craving.id, changed=version))


@routes.accept("/<uuid:craving_id>/undo", allow=Can.LOG_CRAVING)
def create_undo(craving_id: UUID) -> ResponseReturnValue:
    craving, form = queries.craving_of(g.client, craving_id), UndoForm()
    if form.number is not None:
        actions.undo(craving, version=form.number, by=g.person, at=clock.now())
    return done(then=url_for("client.ending.show_one", craving_id=craving.id))


@routes.accept("/<uuid:craving_id>/removal", allow=Can.LOG_CRAVING)
def create_removal(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id, with_removed=True)
    actions.remove(craving, at=clock.now())
    return done(then=url_for("client.history.index", removed=craving.id))


@routes.accept("/<uuid:craving_id>/restoration", allow=Can.LOG_CRAVING)
def create_restoration(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id, with_removed=True)
    actions.restore(craving, at=clock.now())
    return done(then=url_for("client.ending.show_one", craving_id=craving.id))


def _show_change(craving: Craving, form: ChangeForm, status: int = 200) -> ResponseReturnValue:
    return show("cravings/client/change.html", status=status, craving=craving, form=form)
