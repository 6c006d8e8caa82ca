"""What is possible while the screen is locked: to add an entry of one's own, and to read nothing.

Behind a lock nobody is signed in, so each portal turns everything away. A form that only adds an entry is let
through to its view, and whatever the view says is not shown.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime, timedelta

from flask import Response, after_this_request, current_app, g, make_response, redirect, request, session
from flask.typing import ResponseReturnValue

from companion.accounts import passkeys
from companion.accounts.forms import UnlockForm
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core import clock, keep, web
from companion.core.envelope import ENTRY, OWNER
from companion.core.sealed import ring

PLACE = "/lock"
BACK_TO = "back_to"
SAVED = f"{PLACE}?saved=1"


def may_add() -> bool:
    """Whether a client is behind the lock. Others have nothing that could be added unseen."""
    return g.locked is not None and g.locked.role == Role.CLIENT


def adding() -> Person | None:
    """The client behind the lock, for a form that adds an entry of theirs."""
    person: Person | None = g.locked
    view = current_app.view_functions[request.endpoint or ""]
    if not may_add() or view not in web.keeping_views():
        return None
    after_this_request(_without_a_word)
    g.person = person
    return person


def ask_to_unlock() -> ResponseReturnValue:
    """Somebody's page, behind the lock. What was being sent waits in the form that opens it."""
    if request.method == "GET":
        session[BACK_TO] = request.path
        if web.wants_fragment():
            return "", 200, {"HX-Redirect": PLACE}
        return redirect(PLACE, 303)
    return show_lock(UnlockForm(formdata=None, kept=keep.pack(g.locked.id)), 401)


def show_lock(form: UnlockForm, status: int = 200) -> ResponseReturnValue:
    """It says neither whose it is nor what is behind it."""
    return web.show(
        "locking/public/lock.html",
        status=status,
        form=form,
        is_saved="saved" in request.args,
        wait=wait_left(clock.now()),
        has_pin=g.locked.lock.pin_hash is not None,
        has_passkey=bool(passkeys.passkeys_of(g.locked)),
        may_add=may_add(),
    )


def wait_left(now: datetime) -> timedelta | None:
    """How long until the next try, after too many wrong ones."""
    until = g.sign_in.next_unlock_at
    return until - now if until and until > now else None


def draft_key() -> str:
    """Seals what is typed on this person's pages until it is saved. The same before and after the lock."""
    sign_in = g.sign_in
    return b64encode(ring().fingerprint(f"draft:{sign_in.id}")).decode() if sign_in else ""


def _without_a_word(answer: Response) -> Response:
    g.person = None
    told = _saved() if answer.status_code < 400 else _not_saved(answer.status_code)
    for name in (ENTRY, OWNER):
        if name in answer.headers:
            told.headers[name] = answer.headers[name]
    return told


def _saved() -> Response:
    if web.wants_fragment():
        return make_response("", 200, {"HX-Redirect": SAVED})
    return redirect(SAVED, 303)  # type: ignore[return-value]  # Flask's own is a Response of Werkzeug's


def _not_saved(status: int) -> Response:
    """What was typed waits in the form that opens the lock."""
    return make_response(show_lock(UnlockForm(formdata=None, kept=keep.pack(g.locked.id)), status))
