"""The second step of a sign-in."""

from __future__ import annotations

from flask import Response, g, redirect, request
from flask.typing import ResponseReturnValue

from companion.access import second_step, signing
from companion.access.permissions import Can
from companion.accounts import actions as accounts
from companion.accounts import guard, passkeys
from companion.accounts.factors import actions as factors
from companion.accounts.forms import StepForm
from companion.core import clock
from companion.core.web import Routes
from companion.core.words import _, _n

routes = Routes("factors", url_prefix=signing.STEP)


@routes.show("", allow=Can.SIGN_IN)
def index() -> ResponseReturnValue:
    if g.awaited is None:
        return redirect("/", 303)
    return second_step.show_step(StepForm(formdata=None))


@routes.accept("", allow=Can.SIGN_IN)
def create() -> ResponseReturnValue:
    if g.awaited is None:
        return redirect("/", 303)
    form = StepForm()
    wait = guard.wait_before_code(g.awaited)
    if wait:
        minutes = wait.seconds // 60 + 1
        words = _n(
            "Too many tries. Please wait %(num)d minute.",
            "Too many tries. Please wait %(num)d minutes.",
            minutes,
        )
        return _refuse(form, words, 429)
    if not form.validate():
        return second_step.show_step(form, 422)
    guard.begin_code(g.awaited)
    if not factors.use(g.awaited, form.code.data, at=clock.now()):
        return _refuse(form, _("This code is not right. Please wait for the next one and try again."), 422)
    return _let_in(form.kept.data or "")


@routes.accept("/challenge", allow=Can.SIGN_IN)
def create_challenge() -> ResponseReturnValue:
    """What the browser needs before it asks for the finger."""
    if g.awaited is None:
        return "", 409
    options = passkeys.begin_use(g.awaited, g.sign_in, at=clock.now())
    return Response(options, mimetype="application/json")


@routes.accept("/passkey", allow=Can.SIGN_IN)
def create_with_passkey() -> ResponseReturnValue:
    if g.awaited is None:
        return redirect("/", 303)
    form = StepForm()
    try:
        passkeys.use(g.awaited, guard.take_challenge(), request.form.get("credential", ""), at=clock.now())
    except passkeys.NotAccepted as refusal:
        return _refuse(form, str(refusal), 422)
    return _let_in(form.kept.data or "")


def _let_in(kept: str) -> ResponseReturnValue:
    person = g.awaited
    guard.forget_codes(person)
    accounts.let_in(g.sign_in, at=clock.now())
    g.person, g.awaited = person, None
    return signing.go_on(person, kept, then=signing.HOME[person.role])


def _refuse(form: StepForm, words: str, status: int) -> ResponseReturnValue:
    form.fail("code", words)
    return second_step.show_step(form, status)
