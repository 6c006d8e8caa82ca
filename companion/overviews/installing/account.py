"""A name and a shape for the home screen, chosen before the app is there: phones do not change them."""

from __future__ import annotations

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts.rules import CARD_HIDDEN, AppIcon, AppName
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.installing.forms import LookForm

routes = Routes("installing", url_prefix="/settings/app")


@routes.show("", allow=Can.CHANGE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    return _show(LookForm(formdata=None, name=g.person.app_name, icon=g.person.app_icon))


@routes.accept("", allow=Can.CHANGE_OWN_ACCOUNT)
def update() -> ResponseReturnValue:
    form = LookForm()
    if not form.validate():
        return _show(form, 422)
    g.person.app_name, g.person.app_icon = AppName(form.name.data), AppIcon(form.icon.data)
    return done(then=url_for(".index", saved=1))


@routes.accept("/card/end", allow=Can.CHANGE_OWN_ACCOUNT)
def end_card() -> ResponseReturnValue:
    """Not now: it is offered again after 60 days."""
    g.person.card_hidden_until = clock.now() + CARD_HIDDEN
    return done(then="/")


def _show(form: LookForm, status: int = 200) -> ResponseReturnValue:
    is_saved = "saved" in request.args
    return show("installing/account/app.html", status=status, form=form, is_saved=is_saved)
