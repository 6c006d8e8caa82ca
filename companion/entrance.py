"""How people come in: with a password and a second step, or with a passkey; and how they look after both."""

from __future__ import annotations

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from companion.access.signing import SETUP, SecondStepNeeded, SignInNeeded
from companion.accounts.forms import SureForm
from companion.accounts.guard import NotSure
from companion.core import keep
from companion.core.db import db
from companion.core.web import show
from companion.overviews.account import account as own_settings
from companion.overviews.account import public as front_door
from companion.overviews.factors import account as own_second_step
from companion.overviews.factors import public as second_step
from companion.overviews.linking import public as linking
from companion.overviews.passkeys import account as own_passkeys
from companion.overviews.passkeys import public as passkeys

PUBLIC = [front_door, second_step, passkeys, linking]
ACCOUNT = [own_settings, own_second_step, own_passkeys]


def init_app(app: Flask) -> None:
    app.register_error_handler(NotSure, ask_for_password)
    app.register_error_handler(SignInNeeded, front_door.ask_to_sign_in)
    app.register_error_handler(SecondStepNeeded, set_up_second_step)


def ask_for_password(needed: NotSure) -> ResponseReturnValue:
    """What was sent stands in the page, and is sent again with the password."""
    db.session.rollback()
    form = needed.form if "password" in request.form else SureForm(formdata=None)
    return show("factors/account/sure.html", status=needed.status, form=form, fields=keep.typed())


def set_up_second_step(needed: SecondStepNeeded) -> ResponseReturnValue:
    return redirect(SETUP, 303)
