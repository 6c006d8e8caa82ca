"""What Omar locks his phone with; Rosa keeps none, so that her pages stay open."""

from __future__ import annotations

from companion.accounts.models import Lock, Passkey
from companion.core.db import Model, db
from tests.cast import NOW, Cast


def lock_and_passkey(cast: Cast, words: str) -> list[Model]:
    whose = {"program_id": cast.program}
    passkey = Passkey(**whose, person_id=cast.rosa, credential_id=b"c" * 32, public_key=b"p" * 77)
    passkey.sign_count, passkey.name, passkey.created_at = 0, words, NOW
    db.session.add_all([passkey, Lock(**whose, person_id=cast.omar, after_minutes=5, set_at=NOW)])
    db.session.flush()
    return [passkey]
