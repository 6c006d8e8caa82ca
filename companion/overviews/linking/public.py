"""Signing in by a link that comes by email, for clients and supporters."""

from __future__ import annotations

import secrets

from flask import make_response, redirect, url_for
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.access.permissions import Can
from companion.accounts import guard, locks
from companion.accounts.factors import by_email
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.linking.forms import AskLinkForm

routes = Routes("linking", url_prefix="/sign-in/link")


@routes.show("", allow=Can.SIGN_IN)
def new() -> ResponseReturnValue:
    return _show(AskLinkForm(formdata=None))


@routes.accept("", allow=Can.SIGN_IN)
def create() -> ResponseReturnValue:
    """The answer is the same for every email. The browser gets a word of its own, if it has none yet."""
    form = AskLinkForm()
    if not form.validate() or not by_email.is_possible():
        return _show(form, 422)
    browser = guard.browser() or secrets.token_urlsafe(16)
    by_email.ask(form.email.data, browser, at=clock.now())
    response = make_response(redirect(url_for(".sent"), 303))
    signing.set_cookie(response, guard.BROWSER_COOKIE, browser)
    return response


@routes.show("/sent", allow=Can.SIGN_IN)
def sent() -> ResponseReturnValue:
    return show("linking/public/sent.html")


@routes.show("/<token>", allow=Can.SIGN_IN)
def show_link(token: str) -> ResponseReturnValue:
    """A button, not yet the sign-in: mail servers open links to look at them."""
    if not by_email.is_open(token, guard.browser(), at=clock.now()):
        return show("linking/public/over.html", status=410)
    return show("linking/public/open.html", token=token)


@routes.accept("/<token>", allow=Can.SIGN_IN)
def use_link(token: str) -> ResponseReturnValue:
    person = by_email.use(token, guard.browser(), at=clock.now())
    if person is None:
        return show("linking/public/over.html", status=410)
    sign_in = signing.begin_session(person)
    locks.begin_locked(sign_in, at=clock.now())
    response = make_response(redirect(signing.place_after(sign_in), 303))
    signing.set_own_cookies(response)
    return response


def _show(form: AskLinkForm, status: int = 200) -> ResponseReturnValue:
    return show("linking/public/new.html", status=status, form=form, is_possible=by_email.is_possible())
