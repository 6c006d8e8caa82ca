"""What stands around a password: waiting after wrong tries, and asking for it again before what matters.

What needs the password again (a *step-up*) puts a ``ConfirmField`` named ``password`` into its form. Its view
calls ``leave_out`` before the form is shown or read, and ``confirm`` once everything else in it is right::

    form = StopForm()
    guard.leave_out(form)
    refused = guard.confirm(form) if form.validate() else 422
    if refused:
        return show(page, status=refused, form=form)

A button without a form calls ``be_sure`` instead, as the first thing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import g, request

from companion.accounts import actions as accounts
from companion.accounts import locks, rules, throttling
from companion.accounts import queries as people
from companion.accounts.factors import challenges
from companion.accounts.factors import rules as factors
from companion.accounts.forms import SureForm
from companion.accounts.models import Person
from companion.audit import trail
from companion.core import clock, web
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _

BROWSER_COOKIE = "browser"


class NotHere(Refusal):
    """An invitation is opened in a browser of the one who made it.

    Somebody who uses the client's own phone may be the one whom the client fears, so what they read says only
    that it does not work here.
    """


class NotSure(Exception):
    """The password has to be given again first."""

    def __init__(self, form: SureForm, status: int) -> None:
        super().__init__(status)
        self.form, self.status = form, status


def wait_before(email: str) -> timedelta:
    """How long this address has to wait before another try at this account, known or not."""
    return people.wait_for(list(_keys(email)), clock.now())


def remember(email: str, *, is_right: bool) -> None:
    """Count a wrong try against the account from this address, and against the address alone.

    The count has to stay although the page answers 422, so it is committed on its own.
    """
    both, address = _keys(email)
    if is_right:
        throttling.forget_failures(both)
        return
    throttling.count_failure(both, rules.FREE_TRIES, at=clock.now())
    throttling.count_failure(address, rules.ADDRESS_FREE_TRIES, at=clock.now())
    db.session.commit()


def wait_before_code(person: Person) -> timedelta:
    """How long before another try at this person's code."""
    return people.wait_for(list(_code_keys(person)), clock.now())


def begin_code(person: Person) -> None:
    """Count a try at the code, before it is looked at. It has to stay although the page answers 422."""
    both, account = _code_keys(person)
    throttling.count_failure(both, factors.FREE_TRIES, at=clock.now())
    throttling.count_failure(account, factors.ALL_FREE_TRIES, at=clock.now())
    db.session.commit()


def forget_codes(person: Person) -> None:
    for key in _code_keys(person):
        throttling.forget_failures(key)


def begin_try() -> bool:
    """Count a try at the PIN, before it is looked at. It has to stay although the page answers 422."""
    is_counted = locks.count_try(g.sign_in, at=clock.now())
    db.session.commit()
    return is_counted


def count(row: Any, name: str) -> None:
    """One more try at what the row keeps. It has to stay although the page answers 422."""
    setattr(row, name, getattr(row, name) + 1)
    db.session.commit()


def take_challenge() -> bytes | None:
    """What a passkey has to have signed: used up by being looked at, whether the answer is right or not."""
    sign_in = g.sign_in
    challenge, since = sign_in.challenge, sign_in.challenged_at
    sign_in.challenge = sign_in.challenged_at = None
    db.session.commit()
    return challenge if since and clock.now() - since <= rules.CHALLENGE_LIFE else None


def take_sign_in_challenge(credential: str) -> bytes | None:
    """The same where nobody is signed in yet."""
    challenge = challenges.take(credential, at=clock.now())
    db.session.commit()
    return challenge


def is_confirmed() -> bool:
    """Whether the password was given again on this device within the last minutes."""
    return rules.is_confirmed(g.sign_in.confirmed_at, clock.now())


def leave_out(form: Any) -> None:
    """Ask for the password only where it was not given again just now."""
    if is_confirmed() and "password" in form:
        del form.password


def confirm(form: Any) -> int | None:
    """None when it is right, else the status to answer with. A wrong one slows down like a sign-in."""
    if "password" not in form:
        return None
    if wait_before(g.person.email):
        form.fail("password", _("Too many tries. Please wait a few minutes and try again."))
        return 429
    is_right = accounts.check_password(g.person.email, form.password.data) is not None
    remember(g.person.email, is_right=is_right)
    if not is_right:
        form.fail("password", _("This is not your password now. Please try again."))
        return 422
    g.sign_in.confirmed_at = clock.now()
    # With the answer, not before: an answer that is refused leaves the session as it was.
    web.before_commit(lambda: accounts.renew_token(g.sign_in))
    trail.note("session:confirmed", program_id=g.person.program_id, at=clock.now(), by_id=g.person.id)
    return None


def be_sure() -> None:
    """For what has no form of its own to ask for the password in: raises ``NotSure`` until it was given.

    The page that answers then asks for it, and sends all the rest again.
    """
    if is_confirmed():
        return
    form = SureForm()
    refused = confirm(form) if form.validate() else 422
    if refused:
        raise NotSure(form, refused)


def refuse_browser_of(person_ids: Collection[UUID]) -> None:
    """Raises ``NotHere`` where one of these people was ever signed in in this browser."""
    if people.has_held_session_of(browser(), person_ids):
        raise NotHere(_("This does not work here. Please try it on another phone or computer."))


def browser() -> str:
    """The word that this browser keeps; empty where nobody ever signed in."""
    return request.cookies.get(BROWSER_COOKIE, "")[:64]


def _code_keys(person: Person) -> tuple[bytes, bytes]:
    """Only who knows the password gets as far as this: nobody else can make the person wait."""
    account, address = str(person.id), request.remote_addr or ""
    return throttling.throttle_key("code", account, address), throttling.throttle_key("code", account)


def _keys(email: str) -> tuple[bytes, bytes]:
    address = request.remote_addr or ""
    account = rules.normalize_email(email)
    return throttling.throttle_key("account", account, address), throttling.throttle_key("address", address)
