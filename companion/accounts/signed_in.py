"""Who is at the screen: the cookie holds a sign-in's token, and the server decides what it is worth."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask, g, request, session
from flask_login import LoginManager, current_user
from sqlalchemy import select

from companion.accounts import queries
from companion.accounts.factors.rules import Awaits
from companion.accounts.models import Person, SignInSession
from companion.core import clock, envelope, web
from companion.core.db import db

# How exactly it is known when a person was last there: a screen that locks after a minute needs it closer.
NOTED = timedelta(seconds=60)
NOTED_WITH_LOCK = timedelta(seconds=10)
manager = LoginManager()
# The token is random and checked against the database each time: the library's guess at the
# browser's identity would only sign people out when their address changes on the bus.
manager.session_protection = None


def init_app(app: Flask) -> None:
    manager.init_app(app)
    app.before_request(recognize)


@manager.user_loader  # type: ignore[untyped-decorator]  # the library has no types
def person_behind(token: str) -> Person | None:
    found = queries.live_session(token, clock.now())
    if found is None:
        return None
    g.sign_in = found
    found.person.sign_in_token = token
    return found.person


def recognize() -> None:
    """``g.person`` is who is signed in.

    Behind a lock that is nobody, and ``g.locked`` is who may open it; before the second step of a sign-in,
    too, and ``g.awaited`` is who has to do it.
    """
    g.person = g.sign_in = g.locked = g.awaited = None
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    sign_in, now = g.sign_in, clock.now()
    if sign_in.awaits == Awaits.CODE:
        g.awaited = sign_in.person
        return
    if sign_in.is_locked(now):
        g.locked = sign_in.person
        return
    g.person = sign_in.person
    if _is_stale(sign_in, now):
        web.before_commit(lambda: _touch(sign_in, now))


def _is_stale(sign_in: SignInSession, now: datetime) -> bool:
    """Noting each request would make every page a write. What a phone asks by itself is not a person."""
    if request.headers.get(envelope.SENT_BY) == "script":
        return False
    enough = NOTED_WITH_LOCK if sign_in.person.lock else NOTED
    return now - sign_in.last_seen_at >= enough


def _touch(sign_in: SignInSession, now: datetime) -> None:
    sign_in.last_seen_at = now


def last_person_here() -> UUID | None:
    """Whose sign-in this browser's cookie once stood for, if any, even when it is over."""
    token = session.get("_user_id", "")
    chosen = select(SignInSession.person_id).where(SignInSession.token_hash == queries.token_hash(token))
    return db.session.scalar(chosen) if token else None
