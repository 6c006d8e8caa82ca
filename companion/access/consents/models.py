"""What a client signed for a supporter to see, and each way in which that ends or rests.

A consent is a row that exists only once it is signed, and the database refuses one that lacks any element of
42 CFR 2.31. It is never changed: less is a revocation, more is another consent, a rest is a pause.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.access.models import Support
from companion.access.rules import MOST_TRIES, Purpose, Scope
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed

support_key = Annotated[UUID, mapped_column(ForeignKey("supports.id"))]


class Consent(Model):
    """One signed consent, in the exact words that the client read, with their language and version.

    The nine elements: ``patient_name``, ``discloser``, ``description`` (with its ``scopes``), ``recipient``,
    ``purpose`` (its kind, and ``purpose_said``), ``revocation``, ``ends_on`` (from ``expires_at`` on it gives
    nothing), ``signature`` and ``signed_at``. Nothing is seen before ``begins_at``.
    """

    __tablename__ = "consents"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_consents_support_id", "support_id"),
        Index("ix_consents_expires_at", "expires_at"),
        CheckConstraint("length(patient_name_sealed) > 0", name="patient_name"),
        CheckConstraint("length(trim(discloser)) > 0", name="discloser"),
        CheckConstraint("length(trim(description)) > 0", name="description"),
        CheckConstraint("length(recipient_sealed) > 0", name="recipient"),
        CheckConstraint("length(trim(purpose)) > 0 and length(trim(purpose_said)) > 0", name="purpose"),
        CheckConstraint("length(trim(revocation)) > 0", name="revocation"),
        CheckConstraint("expires_at > signed_at", name="expiry"),
        CheckConstraint("length(signature_sealed) > 0", name="signature"),
        CheckConstraint("begins_at >= signed_at", name="begins"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[support_key]
    submission_id: Mapped[UUID]
    language: Mapped[str] = mapped_column(String(8))
    text_version: Mapped[int]
    patient_name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    discloser: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(String(2000))
    recipient_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    purpose: Mapped[Purpose] = mapped_column(String(20))
    purpose_said: Mapped[str] = mapped_column(String(200))
    revocation: Mapped[str] = mapped_column(String(1000))
    ends_on: Mapped[date]
    expires_at: Mapped[moment]
    signature_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    signed_at: Mapped[moment]
    begins_at: Mapped[moment]
    patient_name = Sealed()
    recipient = Sealed()
    signature = Sealed()

    support: Mapped[Support] = relationship()
    scopes: Mapped[list[ConsentScope]] = relationship(order_by="ConsentScope.id", back_populates="consent")
    revocations: Mapped[list[Revocation]] = relationship(order_by="Revocation.revoked_at")

    @property
    def revoked_at(self) -> datetime | None:
        return next((one.revoked_at for one in self.revocations if one.scope is None), None)

    def is_open(self, now: datetime) -> bool:
        """Neither over nor revoked. It may still be to begin."""
        return now < self.expires_at and self.revoked_at is None

    def left(self) -> list[ConsentScope]:
        """What it still gives, while it gives anything."""
        gone = {one.scope for one in self.revocations}
        return [] if None in gone else [one for one in self.scopes if one.scope not in gone]


class ConsentScope(Model):
    __tablename__ = "consent_scopes"
    __table_args__ = (
        UniqueConstraint("consent_id", "scope"),
        CheckConstraint(f"scope in ({', '.join(repr(str(scope)) for scope in Scope)})", name="scope"),
    )

    id: Mapped[key]
    consent_id: Mapped[UUID] = mapped_column(ForeignKey("consents.id"))
    scope: Mapped[Scope] = mapped_column(String(20))

    consent: Mapped[Consent] = relationship(back_populates="scopes")


class Revocation(Model):
    """The client took back one scope, or all of a consent (no ``scope``). A tap counts as written.

    ``words`` are what the button said.
    """

    __tablename__ = "revocations"
    __table_args__ = (Index("ix_revocations_consent_id", "consent_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    consent_id: Mapped[UUID] = mapped_column(ForeignKey("consents.id"))
    scope: Mapped[Scope | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(300))
    revoked_at: Mapped[moment]
    revoked_by: Mapped[person_key]


class Pause(Model):
    """The supporter sees nothing for a while and is not told. Without ``until`` it goes on."""

    __tablename__ = "sharing_pauses"
    __table_args__ = (Index("ix_sharing_pauses_support_id", "support_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[support_key]
    since: Mapped[moment]
    until: Mapped[datetime | None] = mapped_column(Moment)


class NoticeAcceptance(Model):
    """The supporter read the notice of 42 CFR 2.32 and said so. Without it nothing is shown."""

    __tablename__ = "notice_acceptances"
    __table_args__ = (UniqueConstraint("support_id", "version"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[support_key]
    version: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(8))
    accepted_at: Mapped[moment]
    accepted_by: Mapped[person_key]


class SupportCode(Model):
    """The second half of an invitation, told by the client. Five wrong ones end it."""

    __tablename__ = "support_codes"
    __table_args__ = (
        Index("ix_support_codes_support_id", "support_id"),
        CheckConstraint(f"tries between 0 and {MOST_TRIES}", name="tries"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    support_id: Mapped[support_key]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[moment]
    expires_at: Mapped[moment]
    entered_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    def is_open(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.tries < MOST_TRIES and now < self.expires_at


class ConsentWarning(Model):
    """The client was due to hear that a consent ends in so many days (0: that it has ended)."""

    __tablename__ = "consent_warnings"
    __table_args__ = (UniqueConstraint("consent_id", "days"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    consent_id: Mapped[UUID] = mapped_column(ForeignKey("consents.id"))
    days: Mapped[int]
    warned_at: Mapped[moment]
