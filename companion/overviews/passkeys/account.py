"""One's own passkeys: add one, and take one away."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import actions as accounts
from companion.accounts import guard, passkeys
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.passkeys.forms import AddPasskeyForm, MadePasskeyForm

routes = Routes("passkeys", url_prefix="/settings/passkeys")


@routes.show("", allow=Can.CHANGE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    return _show(AddPasskeyForm(formdata=None))


@routes.accept("/new", allow=Can.CHANGE_OWN_ACCOUNT)
def new() -> ResponseReturnValue:
    """The password first. Then the browser asks for the finger, and sends what it made."""
    form = AddPasskeyForm()
    guard.leave_out(form)
    refused = guard.confirm(form) if form.validate() else 422
    if refused:
        return _show(form, refused)
    options = passkeys.begin_registration(g.person, g.sign_in, at=clock.now())
    made = MadePasskeyForm(formdata=None, name=form.name.data)
    return show("passkeys/account/make.html", form=made, options=options)


@routes.accept("", allow=Can.CHANGE_OWN_ACCOUNT)
def create() -> ResponseReturnValue:
    form = MadePasskeyForm()
    if not form.validate() or not guard.is_confirmed():
        return _show(AddPasskeyForm(formdata=None, name=form.name.data), 422)
    name, credential = form.name.data, form.credential.data
    passkeys.register(g.person, guard.take_challenge(), credential, name=name, at=clock.now())
    if g.sign_in.awaits:
        accounts.let_in(g.sign_in, at=clock.now())
    return done(then=url_for(".index", saved=1))


@routes.accept("/<uuid:passkey_id>/removal", allow=Can.CHANGE_OWN_ACCOUNT)
def create_removal(passkey_id: UUID) -> ResponseReturnValue:
    passkey = passkeys.passkey_of(g.person, passkey_id)
    passkeys.remove(passkey, g.person, at=clock.now())
    return done(then=url_for(".index", saved=1))


def _show(form: AddPasskeyForm, status: int = 200) -> ResponseReturnValue:
    guard.leave_out(form)
    own, is_saved = passkeys.passkeys_of(g.person), "saved" in request.args
    return show("passkeys/account/passkeys.html", status=status, form=form, passkeys=own, is_saved=is_saved)
