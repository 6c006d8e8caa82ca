"""The client logs a craving in two taps and comes back to say how it went."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.cravings import actions, queries, rules
from companion.records.cravings.forms import (
    TRIGGER_WORDS,
    CravingForm,
    DetailsForm,
    StrengthForm,
)
from companion.records.cravings.models import Craving

routes = Routes("cravings", url_prefix="/cravings")


@routes.show("", allow=Can.READ_CRAVINGS)
def index() -> ResponseReturnValue:
    last_seen = request.args.get("before", type=UUID)
    before = queries.craving_of(g.client, last_seen) if last_seen else None
    found = queries.page_of_cravings(g.client, before=before)
    page, more = found[: queries.PAGE], len(found) > queries.PAGE
    return show("cravings/client/index.html", cravings=page, more=more, trigger_words=TRIGGER_WORDS)


@routes.show("/new", allow=Can.LOG_CRAVING)
def new() -> ResponseReturnValue:
    form = CravingForm.fresh(zone=g.client.zone, now=clock.now())
    return show("cravings/client/new.html", form=form, is_earlier="earlier" in request.args)


@routes.accept("/new", allow=Can.LOG_CRAVING)
def create() -> ResponseReturnValue:
    form = CravingForm(zone=g.client.zone, now=clock.now())
    if not form.validate():
        is_earlier = "occurred" in request.form
        return show("cravings/client/new.html", status=422, form=form, is_earlier=is_earlier)
    craving = actions.log(
        g.client,
        submission=form.submission,
        strength=form.strength.number,
        occurred_at=form.occurred_at,
        at=clock.now(),
    )
    return done(then=url_for("client.riding.choose", craving_id=craving.id))


@routes.show("/<uuid:craving_id>/strength", allow=Can.LOG_CRAVING)
def edit_strength(craving_id: UUID) -> ResponseReturnValue:
    return _show_strength(queries.craving_of(g.client, craving_id), StrengthForm(formdata=None))


@routes.accept("/<uuid:craving_id>/strength", allow=Can.LOG_CRAVING)
def update_strength(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    form = StrengthForm()
    if not form.validate():
        return _show_strength(craving, form, 422)
    actions.change_strength(craving, strength=form.strength.number, by=g.person, at=clock.now())
    return done(then=url_for("client.riding.choose", craving_id=craving.id))


@routes.show("/<uuid:craving_id>", allow=Can.READ_CRAVINGS)
def show_one(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    form = DetailsForm(
        formdata=None, triggers=craving.trigger_keys, outcome=craving.outcome, note=craving.note
    )
    return _show(craving, form, is_saved="saved" in request.args)


@routes.accept("/<uuid:craving_id>", allow=Can.LOG_CRAVING)
def update(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    form = DetailsForm()
    if not form.validate():
        return _show(craving, form, 422)
    actions.describe(
        craving,
        triggers=form.triggers.data,
        outcome=form.outcome.data or None,
        note=form.note.data or "",
        by=g.person,
        at=clock.now(),
    )
    return done(then=url_for(".show_one", craving_id=craving.id, saved=1))


def _show(
    craving: Craving, form: DetailsForm, status: int = 200, *, is_saved: bool = False
) -> ResponseReturnValue:
    ending = rules.ending(craving.strength, craving.strength_after)
    return show(
        "cravings/client/show.html",
        status=status,
        craving=craving,
        form=form,
        ending=ending,
        is_saved=is_saved,
    )


def _show_strength(craving: Craving, form: StrengthForm, status: int = 200) -> ResponseReturnValue:
    return show("cravings/client/strength.html", status=status, craving=craving, form=form)
