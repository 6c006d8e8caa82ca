"""What stands around a sign-in: the device's name, cookies, and its end."""

from __future__ import annotations

import secrets

from flask import current_app, g, request, session
from flask_login import logout_user
from werkzeug.wrappers import Response

from companion.accounts import actions as accounts
from companion.accounts import guard
from companion.accounts.models import Person
from companion.core import clock
from companion.core.words import LANGUAGE_COOKIE

NEUTRAL_PAGE = "https://www.weather.gov/"
COOKIE_SECONDS = 365 * 24 * 3600
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def device() -> str:
    """A name by which people know their own devices, such as ``iPhone, Safari``."""
    agent = request.user_agent.string
    system = next((name for name in SYSTEMS if name in agent), "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    return ", ".join(filter(None, [system, browser]))


def set_cookie(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=COOKIE_SECONDS,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def begin_session(person: Person) -> None:
    """From here on the person is signed in, in a browser that keeps a word of its own, whoever it is."""
    session.clear()
    session.permanent = True
    g.browser = guard.browser() or secrets.token_urlsafe(16)
    accounts.sign_in(person, at=clock.now(), device=device(), browser=g.browser)
    g.person = person


def set_own_cookies(response: Response) -> None:
    """The person's language, and the word of the browser."""
    set_cookie(response, LANGUAGE_COOKIE, g.person.language)
    set_cookie(response, guard.BROWSER_COOKIE, g.browser)


def end_session() -> None:
    if g.sign_in:
        accounts.sign_out(g.sign_in, at=clock.now())
    else:
        logout_user()
    session.clear()
    g.person = None
