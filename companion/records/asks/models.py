"""What a client asks for, whom, who does it, and how it ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.access.models import Support
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.asks.rules import How


class AskClaim(Model):
    """One supporter does it, until they give it back. There is one at a time: the database sees to it."""

    __tablename__ = "ask_claims"
    __table_args__ = (
        Index("ix_ask_claims_ask_id", "ask_id"),
        Index(
            "uq_ask_claims_ask_id",
            "ask_id",
            unique=True,
            sqlite_where=text("let_go_at is null"),
            postgresql_where=text("let_go_at is null"),
        ),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    ask_id: Mapped[UUID] = mapped_column(ForeignKey("asks.id"))
    support_id: Mapped[UUID] = mapped_column(ForeignKey("supports.id"))
    claimed_at: Mapped[moment]
    let_go_at: Mapped[datetime | None] = mapped_column(Moment)

    support: Mapped[Support] = relationship()


class AskRecipient(Model):
    """Whom the client chose to ask."""

    __tablename__ = "ask_recipients"
    __table_args__ = (
        UniqueConstraint("ask_id", "support_id"),
        Index("ix_ask_recipients_support_id", "support_id"),
    )

    id: Mapped[key]
    ask_id: Mapped[UUID] = mapped_column(ForeignKey("asks.id"))
    support_id: Mapped[UUID] = mapped_column(ForeignKey("supports.id"))

    support: Mapped[Support] = relationship()


class AskEnd(Model):
    """The client said that it is done, or took it back; ``undone_at`` where that was a slip."""

    __tablename__ = "ask_ends"
    __table_args__ = (
        Index(
            "uq_ask_ends_ask_id",
            "ask_id",
            unique=True,
            sqlite_where=text("undone_at is null"),
            postgresql_where=text("undone_at is null"),
        ),
        CheckConstraint("how in ('done', 'withdrawn')", name="how"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    ask_id: Mapped[UUID] = mapped_column(ForeignKey("asks.id"))
    how: Mapped[How] = mapped_column(String(12))
    ended_at: Mapped[moment]
    ended_by: Mapped[person_key]
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class Ask(Model):
    """``starts_at`` is the time of a session that it is for; which one is kept nowhere."""

    __tablename__ = "asks"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_asks_client_id_open_until", "client_id", "open_until"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    made_at: Mapped[moment]
    starts_at: Mapped[datetime | None] = mapped_column(Moment)
    open_until: Mapped[moment]
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words = Sealed()

    recipients: Mapped[list[AskRecipient]] = relationship(order_by="AskRecipient.id")
    claims: Mapped[list[AskClaim]] = relationship(order_by="AskClaim.claimed_at, AskClaim.id")
    ends: Mapped[list[AskEnd]] = relationship(order_by="AskEnd.ended_at, AskEnd.id")

    @property
    def end(self) -> AskEnd | None:
        return next((one for one in self.ends if one.undone_at is None), None)

    @property
    def claim(self) -> AskClaim | None:
        return next((one for one in self.claims if one.let_go_at is None), None)
