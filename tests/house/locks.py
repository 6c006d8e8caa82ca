"""What Omar locks his phone with; Rosa keeps none, so that her pages stay open."""

from __future__ import annotations

from companion.accounts.factors.models import Challenge, CodeApp, RecoveryCode, SignInLink
from companion.accounts.models import Lock, Passkey
from companion.core.db import Model, db
from tests.cast import NOW, Cast


def lock_and_passkey(cast: Cast, words: str) -> list[Model]:
    whose = {"program_id": cast.program}
    passkey = Passkey(**whose, person_id=cast.rosa, credential_id=b"c" * 32, public_key=b"p" * 77)
    passkey.sign_count, passkey.name, passkey.created_at = 0, words, NOW
    lock = Lock(**whose, person_id=cast.omar, after_minutes=5, set_at=NOW)
    db.session.add_all([passkey, lock, *second_step(cast)])
    db.session.flush()
    return [passkey]


def second_step(cast: Cast) -> list[Model]:
    """Begun and not in use: Rosa would have to give a code whenever she signs in."""
    whose = {"program_id": cast.program, "person_id": cast.rosa, "created_at": NOW}
    app = CodeApp(**whose, secret="JBSWY3DPEHPK3PXP", last_step=0)
    code, link = RecoveryCode(**whose, code_hash=b"r" * 32), SignInLink(**whose, token_hash=b"t" * 32)
    link.browser_hash = b"b" * 32
    return [app, code, link, Challenge(value_hash=b"v" * 32, made_at=NOW)]
