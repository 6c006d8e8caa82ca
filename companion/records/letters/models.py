"""A letter that says on which days, and for how long, a client attended."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.letters import rules


class Letter(Model):
    """Asked for by the client, signed or declined by staff, revoked by either.

    ``facts`` is what the letter said when it was signed, as JSON: it does not change afterwards. The
    code is found by its keyed hash and kept sealed, so that the letter can be printed again.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_letters_client_id_asked_at", "client_id", "asked_at"),
        CheckConstraint("last_on >= first_on", name="ends_after_start"),
        CheckConstraint("(signed_at is null) = (code_hash is null)", name="signed_has_code"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    first_on: Mapped[date]
    last_on: Mapped[date]
    asked_at: Mapped[moment]
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    declined_at: Mapped[datetime | None] = mapped_column(Moment)
    declined_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    recipient_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    facts_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    recipient = Sealed()
    code = Sealed()
    facts = Sealed()

    client: Mapped[Person] = relationship(foreign_keys="Letter.client_id")
    signer: Mapped[Person | None] = relationship(foreign_keys="Letter.signed_by")

    @property
    def state(self) -> rules.State:
        return rules.state(self.signed_at, self.declined_at, self.revoked_at)
