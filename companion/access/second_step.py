"""Between the password and the person's pages: a code, or the phone's own key."""

from __future__ import annotations

from flask import g, redirect
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.accounts.factors import queries as factors
from companion.accounts.forms import StepForm
from companion.core.web import show


def ask(kept: str = "", status: int = 200) -> ResponseReturnValue:
    """What was being sent waits in the form. Without anything, the step has an address of its own."""
    if not kept:
        return redirect(signing.STEP, 303)
    return show_step(StepForm(formdata=None, kept=kept), status)


def show_step(form: StepForm, status: int = 200) -> ResponseReturnValue:
    """It does not say whose it is."""
    return show(
        "factors/public/step.html",
        status=status,
        form=form,
        has_app=factors.app_of(g.awaited) is not None,
        has_passkey=factors.has_passkey(g.awaited),
    )
