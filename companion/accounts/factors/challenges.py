"""What a passkey has to sign where nobody is signed in yet: random, young, and looked at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.parse_authentication_credential_json import parse_authentication_credential_json
from webauthn.helpers.parse_client_data_json import parse_client_data_json

from companion.accounts.factors.models import Challenge
from companion.accounts.rules import CHALLENGE_LIFE
from companion.core.db import db


def make(*, at: datetime) -> bytes:
    """A new one. What nobody answered in time goes with it."""
    value = secrets.token_bytes(32)
    db.session.execute(delete(Challenge).where(Challenge.made_at <= at - CHALLENGE_LIFE))
    db.session.add(Challenge(value_hash=_hash(value), made_at=at))
    return value


def take(credential: str, *, at: datetime) -> bytes | None:
    """The one that this answer of a passkey names, if it is one of ours, and used up by this."""
    try:
        answer = parse_authentication_credential_json(credential).response
        value = parse_client_data_json(answer.client_data_json).challenge
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    own = delete(Challenge).where(
        Challenge.value_hash == _hash(value), Challenge.made_at > at - CHALLENGE_LIFE
    )
    return value if db.session.scalar(own.returning(Challenge.value_hash)) else None


def _hash(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()
