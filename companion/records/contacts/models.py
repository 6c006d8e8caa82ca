"""The people a client can call or text."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.contacts import rules


class Contact(Model):
    """``position`` orders the list, 0 first; those with ``is_on_help_now`` stand on Help now."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_contacts_client_id_position", "client_id", "position"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    position: Mapped[int]
    is_on_help_now: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[moment]
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    relation_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    when_to_call_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    ready_line_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    name = Sealed()
    relation = Sealed()
    phone = Sealed()
    when_to_call = Sealed()
    ready_line = Sealed()

    @property
    def call_link(self) -> str:
        return rules.call_link(self.phone)

    @property
    def text_link(self) -> str:
        return rules.text_link(self.phone, self.ready_line)
