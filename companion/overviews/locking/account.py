"""One's own lock, and where Leave goes."""

from __future__ import annotations

from typing import Any

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import guard, locks, passkeys
from companion.accounts.rules import Place
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.locking.forms import OFF, LeaveForm, LockForm

routes = Routes("locking", url_prefix="/settings/lock")


@routes.show("", allow=Can.CHANGE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    return _show()


@routes.accept("", allow=Can.CHANGE_OWN_ACCOUNT)
def update() -> ResponseReturnValue:
    form = LockForm()
    form.has_pin = bool(g.person.lock and g.person.lock.pin_hash)
    form.has_passkey = bool(passkeys.passkeys_of(g.person))
    guard.leave_out(form)
    refused = guard.confirm(form) if form.validate() else 422
    if refused:
        return _show(refused, form=form)
    if form.is_shared is not None:
        g.sign_in.is_shared_phone = form.is_shared
    if form.kind.data == OFF:
        locks.remove_lock(g.person, g.sign_in, at=clock.now())
    else:
        locks.set_lock(
            g.person,
            pin=form.new_pin,
            after_minutes=int(form.after.data),
            shows_people=form.shows_people.data,
            at=clock.now(),
        )
    return done(then=url_for(".index", saved=1))


@routes.accept("/leave", allow=Can.CHANGE_OWN_ACCOUNT)
def update_leave() -> ResponseReturnValue:
    form = LeaveForm()
    if not form.validate():
        return _show(422, leaving=form)
    g.person.leaves_to = Place(form.place.data)
    return done(then=url_for(".index", saved=1))


def _show(status: int = 200, **forms: Any) -> ResponseReturnValue:
    form = forms.get("form") or LockForm.of(g.person, g.sign_in.is_shared_phone)
    guard.leave_out(form)
    leaving = forms.get("leaving") or LeaveForm(formdata=None, place=g.person.leaves_to)
    context: dict[str, Any] = {"form": form, "leaving": leaving, "is_saved": "saved" in request.args}
    is_suggested = "suggested" in request.args and g.person.lock is None
    return show("locking/account/lock.html", status=status, is_suggested=is_suggested, **context)
