"""Between the password and the person's pages: a code, or the phone's own key."""

from __future__ import annotations

from flask import g, redirect, request
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.accounts.factors import queries as factors
from companion.accounts.forms import StepForm
from companion.core import keep
from companion.core.web import show, wants_fragment


def ask_for_step() -> ResponseReturnValue:
    """Somebody's page, half way in. What was being sent waits in the form, and on the phone that sent it."""
    if request.method == "GET":
        if wants_fragment():
            return "", 200, {"HX-Redirect": signing.STEP}
        return redirect(signing.STEP, 303)
    return show_step(StepForm(formdata=None, kept=keep.pack(g.awaited.id)), 401)


def go_on(kept: str) -> ResponseReturnValue:
    """The password was right. What was being sent goes on waiting, in the form of the step."""
    return show_step(StepForm(formdata=None, kept=kept)) if kept else redirect(signing.STEP, 303)


def show_step(form: StepForm, status: int = 200) -> ResponseReturnValue:
    """It does not say whose it is."""
    return show(
        "factors/public/step.html",
        status=status,
        form=form,
        has_app=factors.app_of(g.awaited) is not None,
        has_passkey=factors.has_passkey(g.awaited),
    )
