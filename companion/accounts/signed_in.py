"""Who is at the screen: the cookie holds a sign-in's token, and the server decides what it is worth."""

from __future__ import annotations

from uuid import UUID

from flask import Flask, g, request, session
from flask_login import LoginManager, current_user
from sqlalchemy import select

from companion.accounts import actions, queries
from companion.accounts.models import Person, SignInSession
from companion.core import clock, web
from companion.core.db import db

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
    g.person = None
    g.sign_in = None
    if request.endpoint == "static" or not current_user.is_authenticated:
        return
    sign_in = g.sign_in
    g.person = sign_in.person
    now = clock.now()
    if actions.is_stale(sign_in, now):
        web.before_commit(lambda: actions.touch(sign_in, at=now))


def last_person_here() -> UUID | None:
    """Whose sign-in this browser's cookie once stood for, if any, even when it is over."""
    token = session.get("_user_id", "")
    chosen = select(SignInSession.person_id).where(SignInSession.token_hash == queries.token_hash(token))
    return db.session.scalar(chosen) if token else None
