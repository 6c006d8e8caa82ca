"""What happened, who saw it, and what an entry said before it was changed. Rows are only ever added."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class Event(Model):
    """Somebody did something. Holds ids and kinds, never a person's words."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_client_id_at", "client_id", "at"),
        Index("ix_events_program_id_at", "program_id", "at"),
        Index("ix_events_program_id_number", "program_id", "number", unique=True),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    at: Mapped[moment]
    action: Mapped[str] = mapped_column(String(60))
    by_id: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    number: Mapped[int | None] = mapped_column(BigInteger)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class Disclosure(Model):
    """Somebody other than the client opened a page of the client's record.

    ``scopes`` are the kinds of things that a supporter saw there, with commas; none for the care team.
    """

    __tablename__ = "disclosures"
    __table_args__ = (
        Index("ix_disclosures_client_id_at", "client_id", "at"),
        Index("ix_disclosures_program_id_at", "program_id", "at"),
        Index("ix_disclosures_program_id_number", "program_id", "number", unique=True),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    at: Mapped[moment]
    client_id: Mapped[person_key]
    recipient_id: Mapped[person_key]
    what: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(40))
    scopes: Mapped[str | None] = mapped_column(String(120))
    number: Mapped[int | None] = mapped_column(BigInteger)
    hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))

    @property
    def scope_keys(self) -> list[str]:
        return self.scopes.split(",") if self.scopes else []


class Chain(Model):
    """Where a program's chain of audit rows ends (see ``chain``). ``kind`` is the table of the rows."""

    __tablename__ = "audit_chains"

    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    last_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    seal: Mapped[bytes] = mapped_column(LargeBinary(32))


class Version(Model):
    """What a row said before an edit, sealed."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("subject_id", "number"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    number: Mapped[int]
    replaced_at: Mapped[moment]
    replaced_by: Mapped[person_key]
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed()
