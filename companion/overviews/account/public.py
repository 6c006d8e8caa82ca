"""Signing in and out, the first visit, and the language switch."""

from __future__ import annotations

from flask import g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import locked, second_step, signing
from companion.access import queries as access
from companion.access.permissions import Can
from companion.access.signing import SignInNeeded
from companion.accounts import actions as accounts
from companion.accounts import guard as passwords
from companion.accounts import queries as people
from companion.accounts.models import Invitation, Person
from companion.accounts.signed_in import last_person_here
from companion.core import clock, keep
from companion.core.web import Routes, local_path, show
from companion.core.words import LANGUAGE_COOKIE, LANGUAGES, _
from companion.overviews.account.forms import SignInForm, WelcomeForm
from companion.programs import queries as programs
from companion.programs.actions import give_email
from companion.records.reminders import actions as reminders

routes = Routes("account")


@routes.show("/", allow=Can.SIGN_IN)
def home() -> ResponseReturnValue:
    if g.locked:
        return redirect(locked.PLACE, 303)
    if g.awaited:
        return redirect(signing.STEP, 303)
    if g.person:
        return redirect(signing.HOME[g.person.role], 303)
    return show("account/public/welcome.html", program=programs.only_program())


@routes.show("/sign-in", allow=Can.SIGN_IN)
def new_session() -> ResponseReturnValue:
    return show("account/public/sign_in.html", form=SignInForm(formdata=None), wait=None)


@routes.accept("/sign-in", allow=Can.SIGN_IN)
def create_session() -> ResponseReturnValue:
    form = SignInForm()
    wait = passwords.wait_before(form.email.data or "")
    if wait:
        return show("account/public/sign_in.html", status=429, form=form, wait=wait)
    if not form.validate():
        return show("account/public/sign_in.html", status=422, form=form, wait=None)
    person = accounts.check_password(form.email.data, form.password.data)
    passwords.remember(form.email.data, is_right=person is not None)
    if person is None:
        form.fail("password", _("The email and password do not match. Please try again."))
        return show("account/public/sign_in.html", status=422, form=form, wait=None)
    return _begin_session(person, kept=form.kept.data)


@routes.accept("/sign-out", allow=Can.SIGN_IN)
def destroy_session() -> ResponseReturnValue:
    reminders.unsubscribe_browser(passwords.browser())
    signing.end_session()
    response = make_response(redirect(url_for("public.account.new_session"), 303))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@routes.show("/welcome/<token>", allow=Can.SIGN_IN)
def new_person(token: str) -> ResponseReturnValue:
    invitation = people.open_invitation(token, clock.now())
    if invitation is None:
        return show("account/public/used_link.html", status=404)
    return _show_welcome(invitation, WelcomeForm.of(invitation.person, formdata=None))


@routes.accept("/welcome/<token>", allow=Can.SIGN_IN)
def create_person(token: str) -> ResponseReturnValue:
    invitation = people.open_invitation(token, clock.now())
    if invitation is None or accounts.has_other_door(invitation.person):
        return show("account/public/used_link.html", status=404)
    passwords.refuse_browser_of(access.clients_who_asked(invitation.person))
    form = WelcomeForm.of(invitation.person)
    if not form.validate() or not _take_email(invitation.person, form):
        return _show_welcome(invitation, form, 422)
    person = accounts.accept(invitation, password=form.new_password.data, at=clock.now())
    return _begin_session(person, kept="", is_shared=form.is_shared.data)


@routes.show("/language/<code>", allow=Can.SIGN_IN)
def switch_language(code: str) -> ResponseReturnValue:
    response = redirect(local_path(request.args.get("to")), 303)
    if code in LANGUAGES:
        signing.set_cookie(response, LANGUAGE_COOKIE, code)
    return response


def ask_to_sign_in(needed: SignInNeeded) -> ResponseReturnValue:
    """Somebody's page, and nobody is signed in. What was being sent waits in the sign-in form."""
    if g.locked:
        return locked.ask_to_unlock()
    if g.awaited:
        return second_step.ask_for_step()
    if request.headers.get("HX-Request") == "true" and request.method == "GET":
        return "", 200, {"HX-Redirect": url_for("public.account.new_session")}
    if request.method == "GET":
        return redirect(url_for("public.account.new_session"), 303)
    form = SignInForm(formdata=None, kept=keep.pack(last_person_here()))
    return show("account/public/sign_in.html", status=401, form=form, wait=None)


def _show_welcome(invitation: Invitation, form: WelcomeForm, status: int = 200) -> ResponseReturnValue:
    person = invitation.person
    if accounts.has_other_door(person):
        return show("account/public/already_here.html")
    is_announced = programs.is_use_announced(person)
    return show(
        "account/public/first_visit.html",
        status=status,
        form=form,
        person=person,
        is_use_announced=is_announced,
    )


def _take_email(person: Person, form: WelcomeForm) -> bool:
    if "email" not in form:
        return True
    try:
        give_email(person, form.email.data)
    except accounts.EmailTaken as refusal:
        form.fail("email", str(refusal))
        return False
    return True


def _begin_session(person: Person, *, kept: str, is_shared: bool = False) -> ResponseReturnValue:
    """On a phone that others use too, a lock is suggested first."""
    sign_in = signing.begin_session(person)
    then = signing.place_after(sign_in)
    if is_shared:
        sign_in.is_shared_phone = True
        then = then if sign_in.awaits else url_for("account.locking.index", suggested=1)
    answer = second_step.go_on(kept) if g.awaited else signing.go_on(person, kept, then=then)
    response = make_response(answer)
    signing.set_own_cookies(response)
    return response
