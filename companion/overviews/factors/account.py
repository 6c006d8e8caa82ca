"""One's own second step of signing in: an app that shows codes, and codes on paper."""

from __future__ import annotations

from typing import Any

import pyotp
from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.access.permissions import Can
from companion.accounts import actions as accounts
from companion.accounts import guard, links
from companion.accounts.factors import actions, queries, rules
from companion.accounts.factors.models import CodeApp
from companion.accounts.forms import SureForm
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _
from companion.overviews.factors.forms import CodeForm

routes = Routes("factors", url_prefix=signing.SETUP)


@routes.show("", allow=Can.CHANGE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    return _show()


@routes.accept("/app", allow=Can.CHANGE_OWN_ACCOUNT)
def new_app() -> ResponseReturnValue:
    """The password first, then a drawing to scan. An app that counts already stays until it is removed."""
    if queries.app_of(g.person):
        return redirect(url_for(".index"), 303)
    refused, form = _confirmed()
    if refused:
        return _show(refused, form=form)
    return _show_app(actions.begin_app(g.person, at=clock.now()), CodeForm(formdata=None))


@routes.accept("/app/code", allow=Can.CHANGE_OWN_ACCOUNT)
def create_app() -> ResponseReturnValue:
    """The code shows that the app holds the secret. Then the codes on paper are shown, once."""
    begun, form = queries.app_begun_by(g.person), CodeForm()
    if begun is None or not guard.is_confirmed():
        return redirect(url_for(".index"), 303)
    if not form.validate():
        return _show_app(begun, form, 422)
    if not actions.confirm_app(g.person, rules.plain(form.code.data), at=clock.now()):
        form.fail("code", _("This code is not right. Please wait for the next one and try again."))
        return _show_app(begun, form, 422)
    if g.sign_in.awaits:
        accounts.let_in(g.sign_in, at=clock.now())
    return _show_codes()


@routes.accept("/codes", allow=Can.CHANGE_OWN_ACCOUNT)
def create_codes() -> ResponseReturnValue:
    if queries.app_of(g.person) is None:
        return redirect(url_for(".index"), 303)
    refused, form = _confirmed()
    return _show(refused, form=form) if refused else _show_codes()


@routes.accept("/app/removal", allow=Can.CHANGE_OWN_ACCOUNT)
def create_removal() -> ResponseReturnValue:
    refused, form = _confirmed()
    if refused:
        return _show(refused, form=form)
    actions.remove_app(g.person, at=clock.now())
    return done(then=url_for(".index", saved=1))


def _confirmed() -> tuple[int | None, SureForm]:
    form = SureForm()
    guard.leave_out(form)
    return (guard.confirm(form) if form.validate() else 422), form


def _show(status: int = 200, *, form: SureForm | None = None) -> ResponseReturnValue:
    form = form or SureForm(formdata=None)
    guard.leave_out(form)
    context: dict[str, Any] = {"form": form, "is_saved": "saved" in request.args}
    return show(
        "factors/account/second_step.html",
        status=status,
        app=queries.app_of(g.person),
        codes_left=queries.codes_left(g.person),
        has_passkey=queries.has_passkey(g.person),
        is_needed=g.sign_in.awaits is not None,
        **context,
    )


def _show_app(app: CodeApp, form: CodeForm, status: int = 200) -> ResponseReturnValue:
    """The name in the app is the address of this site: it says nothing of what it is for."""
    address = current_app.config["BASE_URL"].partition("://")[2]
    scanned = pyotp.TOTP(app.secret).provisioning_uri(name=_("Account"), issuer_name=address)
    groups = [app.secret[start : start + 4] for start in range(0, len(app.secret), 4)]
    drawing = links.drawn(scanned)
    return show("factors/account/app.html", status=status, form=form, drawing=drawing, groups=groups)


def _show_codes() -> ResponseReturnValue:
    return show("factors/account/codes.html", codes=actions.renew_codes(g.person, at=clock.now()))
