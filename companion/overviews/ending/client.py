"""How a wave ended: the second rating, one of three honest results, and what the client adds to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import received
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, happened_at, show
from companion.overviews.ending.forms import AfterForm, LaterForm
from companion.records.contacts import queries as contacts
from companion.records.cravings import actions, queries, rules
from companion.records.cravings.forms import TRIGGER_WORDS, DetailsForm
from companion.records.cravings.models import Craving
from companion.records.plan import queries as plan
from companion.records.skills import shelves

WAVE = "ending/_wave.html"
routes = Routes("ending", url_prefix="/cravings")


@routes.show("/<uuid:craving_id>/after", allow=Can.LOG_CRAVING)
def edit(craving_id: UUID) -> ResponseReturnValue:
    return _show_after(queries.craving_of(g.client, craving_id), AfterForm(formdata=None))


@routes.accept("/<uuid:craving_id>/after", allow=Can.LOG_CRAVING)
def create(craving_id: UUID) -> ResponseReturnValue:
    """From the page of a skill, or from the card on Today, which stays where it is with htmx."""
    craving, form = queries.craving_of(g.client, craving_id), AfterForm()
    form.shelf = shelves.shelf_of(g.client.program_id)
    if not form.validate():
        return _show_after(craving, form, 422)
    done_with = form.skill_and_version()
    actions.rate(craving, after=form.strength.number, by=g.person, at=clock.now(), **done_with)
    then = url_for(".show_one", craving_id=craving.id)
    return done(WAVE, then=then, wave=craving, ending=_ending(craving))


@routes.accept("/ended", allow=Can.LOG_CRAVING, keeps=True)
def create_later() -> ResponseReturnValue:
    """From a phone without a signal, where the wave had no address yet."""
    form = LaterForm()
    form.shelf, form.found = (
        shelves.shelf_of(g.client.program_id),
        queries.craving_named(g.client, form.wave.data),
    )
    if not form.validate() or form.found is None:
        return show("ending/client/later.html", status=422, form=form)
    if not received.is_repeat(g.client, form.submission):
        about = form.skill_and_version()
        actions.rate(form.found, after=form.strength.number, by=g.person, at=happened_at(), **about)
    return done(then=url_for(".show_one", craving_id=form.found.id))


@routes.accept("/<uuid:craving_id>/left", allow=Can.LOG_CRAVING)
def create_left(craving_id: UUID) -> ResponseReturnValue:
    """It stays open, and Today does not ask again."""
    craving = queries.craving_of(g.client, craving_id)
    actions.leave(craving, at=clock.now())
    return done(WAVE, then=url_for("client.today.index"), wave=craving, ending="")


@routes.show("/<uuid:craving_id>", allow=Can.READ_CRAVINGS)
def show_one(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    about: dict[str, Any] = {"triggers": craving.trigger_keys, "outcome": craving.outcome}
    return _show(craving, DetailsForm(_own_chips(craving), formdata=None, note=craving.note, **about))


@routes.accept("/<uuid:craving_id>", allow=Can.LOG_CRAVING)
def update(craving_id: UUID) -> ResponseReturnValue:
    craving = queries.craving_of(g.client, craving_id)
    form = DetailsForm(_own_chips(craving))
    if not form.validate():
        return _show(craving, form, 422)
    about: dict[str, Any] = {"triggers": form.triggers.data, "outcome": form.outcome.data or None}
    version = actions.describe(craving, note=form.note.data or "", by=g.person, at=clock.now(), **about)
    return done(then=url_for(".show_one", craving_id=craving.id, changed=version))


def _own_chips(craving: Craving) -> dict[str, str]:
    """What sets it off by the client's plan, and what was picked for this one, also if the plan changed."""
    picked = [*craving.trigger_keys, *request.form.getlist("triggers")]
    return plan.chips_of(g.client, known=TRIGGER_WORDS, picked=picked)


def _show_after(craving: Craving, form: AfterForm, status: int = 200) -> ResponseReturnValue:
    return show("ending/client/after.html", status=status, craving=craving, form=form)


def _show(craving: Craving, form: DetailsForm, status: int = 200) -> ResponseReturnValue:
    return show(
        "ending/client/show.html",
        status=status,
        craving=craving,
        form=form,
        ending=_ending(craving),
        people=contacts.help_contacts_of(g.client),
        undo=request.args.get("changed", type=int),
    )


def _ending(craving: Craving) -> str:
    return rules.ending(craving.strength, craving.strength_after)
