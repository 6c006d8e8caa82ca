"""What stands around a sign-in: waiting after wrong tries, the device's name, cookies."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, g, request, session
from flask_login import logout_user
from werkzeug.wrappers import Response

from companion.accounts import actions as accounts
from companion.accounts import queries as people
from companion.accounts import rules
from companion.core import clock
from companion.core.db import db

NEUTRAL_PAGE = "https://www.weather.gov/"
COOKIE_SECONDS = 365 * 24 * 3600
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def wait_before(email: str) -> timedelta:
    """How long this address has to wait before another try at this account, known or not."""
    return people.wait_for(list(_keys(email)), clock.now())


def remember(email: str, *, is_right: bool) -> None:
    """Count a wrong try against the account from this address, and against the address alone.

    The count has to stay although the page answers 422, so it is committed on its own.
    """
    both, address = _keys(email)
    if is_right:
        accounts.forget_failures(both)
        return
    accounts.count_failure(both, rules.FREE_TRIES, at=clock.now())
    accounts.count_failure(address, rules.ADDRESS_FREE_TRIES, at=clock.now())
    db.session.commit()


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


def end_session() -> None:
    if g.sign_in:
        accounts.sign_out(g.sign_in, at=clock.now())
    else:
        logout_user()
    session.clear()
    g.person = None


def _keys(email: str) -> tuple[bytes, bytes]:
    address = request.remote_addr or ""
    account = rules.normalize_email(email)
    return accounts.throttle_key("account", account, address), accounts.throttle_key("address", address)
