"""The list of shortcut keys, and the counselor's own choice of them."""

from __future__ import annotations

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, done, show
from companion.overviews.keys import rules
from companion.overviews.keys.forms import KeysForm

routes = Routes("keys", url_prefix="/settings/keys")


@routes.show("", allow=Can.SET_KEYS)
def index() -> ResponseReturnValue:
    return show("keys/counselor/keys.html", form=KeysForm.of(g.person))


@routes.accept("", allow=Can.SET_KEYS)
def update() -> ResponseReturnValue:
    form = KeysForm()
    if not form.validate():
        return show("keys/counselor/keys.html", status=422, form=form)
    g.person.uses_keys, g.person.own_keys = form.uses_keys.data, rules.kept(form.keys)
    return done(then=url_for(".index"))


@routes.accept("/usual", allow=Can.SET_KEYS)
def create_usual() -> ResponseReturnValue:
    """All keys as they came, and working."""
    g.person.uses_keys, g.person.own_keys = True, ""
    return done(then=url_for(".index"))
