"""One's own settings: language, colors, password, and the devices where one is signed in."""

from __future__ import annotations

from uuid import UUID

from flask import g, make_response, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.access.permissions import Can
from companion.accounts import actions as accounts
from companion.accounts import guard as passwords
from companion.accounts import queries as people
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import LANGUAGE_COOKIE, _
from companion.overviews.account.forms import ChangePasswordForm, PreferencesForm

routes = Routes("settings", url_prefix="/settings")


@routes.show("", allow=Can.CHANGE_OWN_ACCOUNT)
def index() -> ResponseReturnValue:
    theme = request.cookies.get("theme", "auto")
    form = PreferencesForm(formdata=None, language=g.person.language, theme=theme)
    return _show(form, ChangePasswordForm(formdata=None))


@routes.accept("/preferences", allow=Can.CHANGE_OWN_ACCOUNT)
def update_preferences() -> ResponseReturnValue:
    form = PreferencesForm()
    if not form.validate():
        return _show(form, ChangePasswordForm(formdata=None), 422)
    g.person.language = form.language.data
    response = make_response(done(then=url_for(".index")))
    signing.set_cookie(response, LANGUAGE_COOKIE, form.language.data)
    signing.set_cookie(response, "theme", form.theme.data)
    return response


@routes.accept("/password", allow=Can.CHANGE_OWN_ACCOUNT)
def update_password() -> ResponseReturnValue:
    """Ends every other sign-in: whoever changes a password may be shutting somebody out."""
    form = ChangePasswordForm()
    form.about_person = (g.person.name, g.person.email.partition("@")[0])
    preferences = PreferencesForm(formdata=None, language=g.person.language)
    wait = passwords.wait_before(g.person.email)
    if wait:
        form.fail("password", _("Too many tries. Please wait a few minutes and try again."))
        return _show(preferences, form, 429)
    if not form.validate():
        return _show(preferences, form, 422)
    is_right = accounts.check_password(g.person.email, form.password.data) is not None
    passwords.remember(g.person.email, is_right=is_right)
    if not is_right:
        form.fail("password", _("This is not your password now. Please try again."))
        return _show(preferences, form, 422)
    accounts.set_password(g.person, form.new_password.data)
    accounts.end_sessions(g.person, at=clock.now(), by_id=g.person.id, but=g.sign_in)
    return done(then=url_for(".index"))


@routes.accept("/sessions/<uuid:session_id>/end", allow=Can.CHANGE_OWN_ACCOUNT)
def end_session(session_id: UUID) -> ResponseReturnValue:
    people.session_of(g.person, session_id).ended_at = clock.now()
    return done(then=url_for(".index"))


@routes.accept("/sessions/end-others", allow=Can.CHANGE_OWN_ACCOUNT)
def end_other_sessions() -> ResponseReturnValue:
    accounts.end_sessions(g.person, at=clock.now(), by_id=g.person.id, but=g.sign_in)
    return done(then=url_for(".index"))


@routes.accept("/sessions/end-all", allow=Can.CHANGE_OWN_ACCOUNT)
def end_all_sessions() -> ResponseReturnValue:
    """Here, too."""
    accounts.end_sessions(g.person, at=clock.now(), by_id=g.person.id)
    return done(then="/")


def _show(
    preferences: PreferencesForm, password: ChangePasswordForm, status: int = 200
) -> ResponseReturnValue:
    sessions = people.live_sessions_of(g.person, clock.now())
    context = {"preferences": preferences, "password": password, "sessions": sessions, "here": g.sign_in}
    return show("account/account/settings.html", status=status, **context)
