"""The client's reminders: which ways are on, of what, and a pause."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import guard
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _
from companion.overviews.reminding import setting_up
from companion.overviews.reminding.forms import ChoicesForm, CodeForm, SubscriptionForm, TextWayForm
from companion.records.reminders import actions, queries, wording
from companion.records.reminders.rules import Level, Way, normalize_phone

routes = Routes("reminding", url_prefix="/settings/reminders")


@routes.show("", allow=Can.SET_REMINDERS)
def index() -> ResponseReturnValue:
    return _show()


@routes.accept("", allow=Can.SET_REMINDERS)
def update() -> ResponseReturnValue:
    form = ChoicesForm()
    form.offer(setting_up.ways_on(g.client))
    if not form.validate():
        return _show(422, form=form)
    leads, level = [int(one) for one in form.leads.data], Level(form.level.data)
    at, hour = clock.now(), form.check_in_at.data
    actions.choose(g.client, form.chosen, leads=leads, check_in_at=hour, level=level, at=at)
    return done(then=url_for(".index", saved=1))


@routes.accept("/ways/<slug>", allow=Can.SET_REMINDERS)
def create_way(slug: str) -> ResponseReturnValue:
    """The yes to one way. An email or a number is asked to prove itself with a code."""
    form = TextWayForm()
    if slug == Way.SMS and not form.validate():
        return _show(422, texting=form)
    addresses = {Way.SMS: normalize_phone(form.phone.data or ""), Way.EMAIL: g.client.email}
    if slug in setting_up.ways_there() and slug != Way.PUSH:
        setting_up.agree(g.client, Way(slug), addresses.get(Way(slug)))
    return done(then=url_for(".index"))


@routes.accept("/ways/<slug>/code", allow=Can.SET_REMINDERS)
def create_code(slug: str) -> ResponseReturnValue:
    consent, form = queries.consents_of(g.client).get(slug), CodeForm()  # type: ignore[call-overload]  # a Way is a str
    if consent is None or consent.confirmed_at:
        return done(then=url_for(".index"))
    if not form.validate():
        return _show(422, proving=form)
    guard.count(consent, "code_tries")
    try:
        actions.confirm(g.client, consent, form.code.data, at=clock.now())
    except actions.CodeRefused as refusal:
        form.fail("code", str(refusal))
        return _show(422, proving=form)
    return done(then=url_for(".index", saved=1))


@routes.accept("/ways/<slug>/end", allow=Can.SET_REMINDERS)
def end_way(slug: str) -> ResponseReturnValue:
    if slug in list(Way):
        actions.withdraw(g.client, Way(slug), at=clock.now())
    return done(then=url_for(".index", saved=1))


@routes.accept("/push", allow=Can.SET_REMINDERS)
def create_subscription() -> ResponseReturnValue:
    form = SubscriptionForm()
    if not form.validate() or not setting_up.may_push_to(form.subscription.data):
        return _show(422, problem=_("Notices do not work in this browser."))
    setting_up.agree(g.client, Way.PUSH, None)
    actions.subscribe(g.client, form.subscription.data, browser=guard.browser(), at=clock.now())
    return done(then=url_for(".index", saved=1))


@routes.accept("/pause", allow=Can.SET_REMINDERS)
def create_pause() -> ResponseReturnValue:
    actions.pause(g.client, at=clock.now())
    return done(then=url_for(".index"))


@routes.accept("/pause/end", allow=Can.SET_REMINDERS)
def end_pause() -> ResponseReturnValue:
    actions.go_on(g.client, at=clock.now())
    return done(then=url_for(".index"))


@routes.accept("/<uuid:reminder_id>/seen", allow=Can.SET_REMINDERS)
def update_seen(reminder_id: UUID) -> ResponseReturnValue:
    queries.reminder_of(g.client, reminder_id).seen_at = clock.now()
    return done(then="/today")


def _show(status: int = 200, **forms: Any) -> ResponseReturnValue:
    return show(
        "reminding/client/reminders.html",
        status=status,
        form=forms.get("form") or setting_up.choices_form(g.client),
        texting=forms.get("texting") or TextWayForm(formdata=None),
        proving=forms.get("proving") or CodeForm(formdata=None),
        problem=forms.get("problem", ""),
        wording=wording,
        **setting_up.state_of(g.client),
    )
