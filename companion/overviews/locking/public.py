"""The locked screen: open it, or go on without opening it."""

from __future__ import annotations

from flask import Response, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from companion.access import locked, signing
from companion.access.permissions import Can
from companion.accounts import guard, locks, passkeys, rules
from companion.accounts.forms import UnlockForm
from companion.audit import trail
from companion.core import clock
from companion.core.forms import LogForm
from companion.core.web import Routes, local_path, show
from companion.core.words import _

routes = Routes("locking", url_prefix=locked.PLACE)


@routes.show("", allow=Can.SIGN_IN)
def index() -> ResponseReturnValue:
    if g.locked:
        return locked.show_lock(UnlockForm(formdata=None))
    return redirect("/", 303)


@routes.show("/craving", allow=Can.SIGN_IN)
def new_craving() -> ResponseReturnValue:
    if not locked.may_add():
        return redirect("/", 303)
    return show("locking/public/craving.html", form=LogForm.fresh())


@routes.show("/state", allow=Can.SIGN_IN)
def state() -> ResponseReturnValue:
    """A page that comes back into view asks whether it may still be seen."""
    return jsonify(open=g.person is not None)


@routes.accept("/now", allow=Can.SIGN_IN)
def create() -> ResponseReturnValue:
    if g.person:
        locks.lock_now(g.sign_in, at=clock.now())
    return redirect(url_for(".index"), 303)


@routes.accept("/end", allow=Can.SIGN_IN)
def end() -> ResponseReturnValue:
    if g.locked is None:
        return redirect("/", 303)
    form = UnlockForm()
    if not form.validate():
        return locked.show_lock(form, 422)
    if not guard.begin_try():
        return _refuse(form, _("Please wait a moment before the next try."), 429)
    if not locks.is_pin(g.locked, form.pin.data):
        return _refuse(form, _("This PIN is not right. Please try again."), 422)
    return _go_back(form.kept.data or "")


@routes.accept("/challenge", allow=Can.SIGN_IN)
def create_challenge() -> ResponseReturnValue:
    """What the browser needs before it asks for the finger."""
    if g.locked is None:
        return "", 409
    options = passkeys.begin_use(g.locked, g.sign_in, at=clock.now())
    return Response(options, mimetype="application/json")


@routes.accept("/passkey", allow=Can.SIGN_IN)
def end_with_passkey() -> ResponseReturnValue:
    if g.locked is None:
        return redirect("/", 303)
    form = UnlockForm()
    try:
        passkeys.use(g.locked, guard.take_challenge(), request.form.get("credential", ""), at=clock.now())
    except passkeys.NotAccepted as refusal:
        return _refuse(form, str(refusal), 422)
    return _go_back(form.kept.data or "")


def _go_back(kept: str) -> ResponseReturnValue:
    """To where the person was, or to what they were sending."""
    locks.unlock(g.sign_in, at=clock.now())
    g.person, g.locked = g.locked, None
    place = local_path(session.pop(locked.BACK_TO, None), signing.HOME[g.person.role])
    return signing.go_on(g.person, kept, then=place)


def _refuse(form: UnlockForm, words: str, status: int) -> ResponseReturnValue:
    """After ten wrong ones only the password helps. Nothing is wiped."""
    if g.sign_in.unlock_failures >= rules.PIN_TRIES * 2:
        trail.note("session:locked-out", program_id=g.locked.program_id, at=clock.now(), by_id=g.locked.id)
        signing.end_session()
        return redirect(url_for("public.account.new_session"), 303)
    form.fail("pin", words)
    return locked.show_lock(form, status)
