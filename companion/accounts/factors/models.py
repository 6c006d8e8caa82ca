"""What a person has beside the password."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class CodeApp(Model):
    """An app that shows a new code every half minute (RFC 6238).

    Counts from ``confirmed_at`` on, when the person gave a code of it. ``last_step`` is the half minute of
    the last code that was used: none of then or before is taken again.
    """

    __tablename__ = "code_apps"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    program_id: Mapped[program_key]
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[moment]
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)

    secret = Sealed(owner="person_id")


class RecoveryCode(Model):
    """A code that works once, when the app is lost. Kept only as a keyed hash."""

    __tablename__ = "recovery_codes"

    id: Mapped[key]
    program_id: Mapped[program_key]
    person_id: Mapped[person_key] = mapped_column(index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[moment]
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInLink(Model):
    """A link by email: it works once, soon, and only in the browser that asked for it. Kept as a hash."""

    __tablename__ = "sign_in_links"

    id: Mapped[key]
    program_id: Mapped[program_key]
    person_id: Mapped[person_key] = mapped_column(index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[moment]
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Challenge(Model):
    """What a passkey has to sign where nobody is signed in yet. Only its hash is kept, for five minutes."""

    __tablename__ = "challenges"

    value_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    made_at: Mapped[moment]
