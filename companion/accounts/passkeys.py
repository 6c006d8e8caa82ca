"""Passkeys: a key that stays in the phone, used with a finger, a look or the phone's own PIN.

Source: WebAuthn level 3. What has to be signed is random, kept by the server with the sign-in, and good once
for five minutes.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.parse_authentication_credential_json import parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from companion.accounts.factors import queries as factors
from companion.accounts.models import Passkey, Person, SignInSession
from companion.accounts.rules import STAFF
from companion.audit import trail
from companion.core.db import db, one_or_404
from companion.core.errors import Refusal
from companion.core.sealed import ring
from companion.core.words import _

MOST = 10
ASKED = UserVerificationRequirement.REQUIRED
# What the library raises for an answer that is not one, beside its own exceptions.
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError)


class NotAccepted(Refusal):
    """The answer of the passkey is not right, too old, or for another sign-in."""


class Needed(Refusal):
    """Nothing else opens the lock, or is a second step."""


def passkeys_of(person: Person) -> list[Passkey]:
    chosen = select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.created_at)
    return list(db.session.scalars(chosen))


def passkey_of(person: Person, passkey_id: UUID) -> Passkey:
    return one_or_404(select(Passkey).where(Passkey.person_id == person.id, Passkey.id == passkey_id))


def begin_registration(person: Person, session: SignInSession, *, at: datetime) -> str:
    """What the browser needs to make a passkey, as JSON. Its dialog names nobody: others may look on."""
    account = _("Account")
    options = webauthn.generate_registration_options(
        rp_id=_site(),
        rp_name=_site(),
        user_id=ring().fingerprint(f"passkey:{person.id}"),
        user_name=account,
        user_display_name=account,
        challenge=_challenge(session, at),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=ASKED
        ),
        exclude_credentials=_named(person),
    )
    return webauthn.options_to_json(options)


def register(person: Person, challenge: bytes | None, credential: str, *, name: str, at: datetime) -> Passkey:
    """``challenge`` is what had to be signed, None if that is too long ago. Raises ``NotAccepted``."""
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=_expected(challenge),
            expected_rp_id=_site(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except BROKEN as error:
        raise _not_accepted() from error
    known = db.session.scalar(select(func.count()).where(Passkey.credential_id == made.credential_id))
    if known or len(passkeys_of(person)) >= MOST:
        raise _not_accepted()
    row = Passkey(program_id=person.program_id, person_id=person.id, credential_id=made.credential_id)
    row.public_key, row.sign_count = made.credential_public_key, made.sign_count
    row.name, row.created_at = name, at
    db.session.add(row)
    trail.note("passkey:added", program_id=person.program_id, at=at, by_id=person.id)
    return row


def begin_use(person: Person, session: SignInSession, *, at: datetime) -> str:
    """What the browser needs to use one of the person's passkeys, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=_site(),
        challenge=_challenge(session, at),
        allow_credentials=_named(person),
        user_verification=ASKED,
    )
    return webauthn.options_to_json(options)


def begin_sign_in(challenge: bytes) -> str:
    """What the browser needs to use whichever passkey of this site the phone has, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=_site(), challenge=challenge, user_verification=ASKED
    )
    return webauthn.options_to_json(options)


def use(person: Person, challenge: bytes | None, credential: str, *, at: datetime) -> None:
    """Raises ``NotAccepted`` unless one of the person's own passkeys has signed."""
    if _used(challenge, credential, at).person_id != person.id:
        raise _not_accepted()


def owner_of(challenge: bytes | None, credential: str, *, at: datetime) -> Person:
    """Who signs in with this passkey. Raises ``NotAccepted``."""
    person = db.session.get_one(Person, _used(challenge, credential, at).person_id)
    if not person.is_active:
        raise _not_accepted()
    return person


def remove(passkey: Passkey, person: Person, *, at: datetime) -> None:
    """Raises ``Needed`` for the last one where nothing else opens the lock, or is a second step of staff."""
    is_last = len(passkeys_of(person)) == 1
    if is_last and person.lock and not person.lock.pin_hash:
        raise Needed(_("The lock opens with this passkey. Choose a PIN or turn the lock off first."))
    if is_last and person.role in STAFF and factors.app_of(person) is None:
        raise Needed(_("You need a second step to sign in. Set up the app first, then remove this passkey."))
    db.session.delete(passkey)
    trail.note("passkey:removed", program_id=person.program_id, at=at, by_id=person.id)


def _used(challenge: bytes | None, credential: str, at: datetime) -> Passkey:
    """The passkey that has signed the challenge."""
    try:
        credential_id = parse_authentication_credential_json(credential).raw_id
        row = db.session.scalars(select(Passkey).where(Passkey.credential_id == credential_id)).one()
        used = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=_expected(challenge),
            expected_rp_id=_site(),
            expected_origin=_origin(),
            credential_public_key=row.public_key,
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (*BROKEN, NoResultFound) as error:
        raise _not_accepted() from error
    row.sign_count, row.last_used_at = used.new_sign_count, at
    return row


def _challenge(session: SignInSession, at: datetime) -> bytes:
    session.challenge, session.challenged_at = secrets.token_bytes(32), at
    return session.challenge


def _expected(challenge: bytes | None) -> bytes:
    """An empty one would be signed by anybody."""
    if not challenge:
        raise _not_accepted()
    return challenge


def _named(person: Person) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one.credential_id) for one in passkeys_of(person)]


def _site() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or ""


def _origin() -> str:
    address = urlsplit(current_app.config["BASE_URL"])
    return f"{address.scheme}://{address.netloc}"


def _not_accepted() -> NotAccepted:
    return NotAccepted(_("That did not work. Please try again, or use your PIN or password."))
