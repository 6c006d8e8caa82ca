"""What stands around a sign-in: the device's name, cookies, where it leads, and its end."""

from __future__ import annotations

import secrets

from flask import current_app, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from companion.accounts import actions as accounts
from companion.accounts import guard, locks
from companion.accounts.factors import queries as factors
from companion.accounts.factors.rules import Awaits, awaited
from companion.accounts.models import Person, SignInSession
from companion.accounts.rules import Role, is_demo_email
from companion.core import clock, keep
from companion.core.db import db, write_now
from companion.core.web import show
from companion.core.words import LANGUAGE_COOKIE
from companion.programs import queries as programs

HOME = {
    Role.CLIENT: "/today",
    Role.COUNSELOR: "/caseload",
    Role.SUPPORTER: "/supporting",
    Role.ADMIN: "/admin",
}
STEP = "/sign-in/step"
SETUP = "/settings/second-step"
COOKIE_SECONDS = 365 * 24 * 3600
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


class SignInNeeded(Exception):
    """Nobody is signed in, or the screen is locked, and this page is somebody's."""


class SecondStepNeeded(Exception):
    """Someone on staff has no second step of signing in yet: before that, no page of a client or of work."""


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


def begin_session(person: Person, *, is_sure: bool = False) -> SignInSession:
    """From here on the person is signed in, in a browser that keeps a word of its own, whoever it is.

    ``is_sure`` after a passkey: it is both steps at once. Else ``awaits`` of the session says what is left.
    """
    if g.locked or g.awaited:
        g.sign_in.ended_at = clock.now()
    session.clear()
    session.permanent = True
    g.browser = guard.browser() or secrets.token_urlsafe(16)
    awaits = None if is_sure else _awaited(person)
    is_half = awaits == Awaits.CODE
    g.person, g.locked, g.awaited = None if is_half else person, None, person if is_half else None
    return accounts.sign_in(person, at=clock.now(), device=device(), browser=g.browser, awaits=awaits)


def _awaited(person: Person) -> Awaits | None:
    program = programs.program(person.program_id)
    return awaited(
        person.role,
        has_app=factors.app_of(person) is not None,
        has_passkey=factors.has_passkey(person),
        is_demo=program.is_demo and is_demo_email(person.email),
    )


def go_on(person: Person, kept: str, *, then: str) -> ResponseReturnValue:
    """To what the person was sending before they were asked who they are, or else to that place."""
    waiting = keep.unpack(kept, person.id) if kept else None
    return show("account/public/kept.html", **waiting) if waiting else redirect(then, 303)


def place_after(session: SignInSession) -> str:
    """Where a sign-in leads: to what it still awaits, or home."""
    waiting = {Awaits.CODE: STEP, Awaits.SETUP: SETUP}
    return waiting[session.awaits] if session.awaits else HOME[session.person.role]


def set_own_cookies(response: Response) -> None:
    """The person's language, and the word of the browser."""
    set_cookie(response, LANGUAGE_COOKIE, (g.person or g.awaited).language)
    set_cookie(response, guard.BROWSER_COOKIE, g.browser)


def shut() -> None:
    """Lock, or without a lock end the session. If the database fails, the browser loses its cookie."""
    try:
        write_now()
        if g.sign_in and g.sign_in.person.lock:
            locks.lock_now(g.sign_in, at=clock.now())
        else:
            end_session()
        db.session.commit()
    except OperationalError:
        db.session.rollback()
        session.clear()
    g.person = None


def end_session() -> None:
    if g.sign_in:
        accounts.sign_out(g.sign_in, at=clock.now())
    else:
        logout_user()
    session.clear()
    g.person = g.locked = g.awaited = None
