"""Signing in without typing: the phone knows who it is."""

from __future__ import annotations

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from companion.access import signing
from companion.access.permissions import Can
from companion.accounts import guard, passkeys
from companion.accounts.factors import challenges
from companion.core import clock
from companion.core.web import Routes

routes = Routes("passkeys", url_prefix="/sign-in/passkey")


@routes.accept("/challenge", allow=Can.SIGN_IN)
def create_challenge() -> ResponseReturnValue:
    """What the browser needs before it asks for the finger."""
    return Response(passkeys.begin_sign_in(challenges.make(at=clock.now())), mimetype="application/json")


@routes.accept("", allow=Can.SIGN_IN)
def create() -> ResponseReturnValue:
    """A passkey is both steps at once: something the person has, and their finger, face or code."""
    credential = request.form.get("credential", "")
    person = passkeys.owner_of(guard.take_sign_in_challenge(credential), credential, at=clock.now())
    sign_in = signing.begin_session(person, is_sure=True)
    answer = signing.go_on(person, request.form.get("kept", ""), then=signing.place_after(sign_in))
    response = make_response(answer)
    signing.set_own_cookies(response)
    return response
