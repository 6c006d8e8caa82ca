"""People and how they sign in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.factors.rules import Awaits
from companion.accounts.rules import LONGEST_LOCK_OF_OWN_PHONE, AppIcon, AppName, Place, Role, is_away
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Person(Model):
    __tablename__ = "people"
    __table_args__ = (Index("ix_people_program_id_role", "program_id", "role"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    role: Mapped[Role] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(8))
    zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[moment]
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    email_key: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    # Shortcut keys: whether they work, and those that the person changed (see overviews.keys.rules).
    uses_keys: Mapped[bool] = mapped_column(default=True)
    own_keys: Mapped[str] = mapped_column(String(80), default="")
    # Where Leave goes.
    leaves_to: Mapped[Place] = mapped_column(String(12), default=Place.WEATHER)
    # On the home screen; and how often the person came, until when the card about it is put away.
    app_name: Mapped[AppName] = mapped_column(String(12), default=AppName.NOTES)
    app_icon: Mapped[AppIcon] = mapped_column(String(12), default=AppIcon.WAVE)
    visits: Mapped[int] = mapped_column(default=0)
    card_hidden_until: Mapped[datetime | None] = mapped_column(Moment)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    email_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    pronouns_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    name = Sealed(owner="id")
    email = Sealed(owner="id")
    pronouns = Sealed(owner="id")

    lock: Mapped[Lock | None] = relationship(lazy="select")

    # What Flask-Login asks of a person. The id in the cookie is the sign-in's, never the person's.
    is_authenticated = True
    is_anonymous = False
    sign_in_token: str = ""

    @property
    def is_active(self) -> bool:
        return self.left_at is None

    def get_id(self) -> str:
        return self.sign_in_token


class SignInSession(Model):
    """One device on which a person is signed in. The cookie's token is kept only as a hash.

    ``confirmed_at`` is when the password was last given again here, ``browser_hash`` which browser it is:
    every browser keeps a random word of its own, whoever signs in, and the word says nothing by itself.
    ``is_shared_phone`` is whether other people use this device too, None where nobody said. ``challenge`` is
    what the next answer of a passkey has to sign, once. ``awaits`` is what is still to be done before the
    person is in (see ``factors``).
    """

    __tablename__ = "sign_in_sessions"
    __table_args__ = (Index("ix_sign_in_sessions_browser_hash", "browser_hash"),)

    id: Mapped[key]
    person_id: Mapped[person_key] = mapped_column(index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    device: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[moment]
    last_seen_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    browser_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    is_shared_phone: Mapped[bool | None]
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    unlock_failures: Mapped[int] = mapped_column(default=0)
    next_unlock_at: Mapped[datetime | None] = mapped_column(Moment)
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    challenged_at: Mapped[datetime | None] = mapped_column(Moment)
    awaits: Mapped[Awaits | None] = mapped_column(String(8))

    person: Mapped[Person] = relationship()

    @property
    def stays(self) -> bool:
        """A phone of one's own that locks itself soon: one need not sign in on it each day."""
        lock = self.person.lock
        is_soon = lock is not None and lock.after_minutes <= LONGEST_LOCK_OF_OWN_PHONE
        return self.is_shared_phone is False and is_soon

    def is_locked(self, now: datetime) -> bool:
        lock = self.person.lock
        if lock is None:
            return False
        return self.locked_at is not None or is_away(self.last_seen_at, lock.after_minutes, now)


class Lock(Model):
    """What keeps others from reading on in an open app. Without a row there is none.

    ``pin_hash`` is None where only a passkey opens it.
    """

    __tablename__ = "locks"
    __table_args__ = (CheckConstraint("after_minutes in (1, 2, 5, 15)", name="after_minutes"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    program_id: Mapped[program_key]
    pin_hash: Mapped[str | None] = mapped_column(String(255))
    after_minutes: Mapped[int]
    # Whether Help now still shows the client's own people.
    shows_people: Mapped[bool] = mapped_column(default=False)
    set_at: Mapped[moment]


class Passkey(Model):
    """A key that stays in a person's phone, and is used with a finger or a look (WebAuthn level 3)."""

    __tablename__ = "passkeys"

    id: Mapped[key]
    program_id: Mapped[program_key]
    person_id: Mapped[person_key] = mapped_column(index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[moment]
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)

    name = Sealed(owner="person_id")


class Throttle(Model):
    """Wrong tries in a row for one account from one address, or for one address. Keyed by a hash."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int]
    last_failed_at: Mapped[moment]
    next_try_at: Mapped[moment]


class Invitation(Model):
    """The only way to an account: a link that works once, for seven days, kept only as a hash."""

    __tablename__ = "invitations"

    id: Mapped[key]
    program_id: Mapped[program_key]
    person_id: Mapped[person_key] = mapped_column(index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[moment]
    expires_at: Mapped[moment]
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    person: Mapped[Person] = relationship(foreign_keys="Invitation.person_id")

    def is_open(self, now: datetime) -> bool:
        return not self.used_at and not self.withdrawn_at and now < self.expires_at
