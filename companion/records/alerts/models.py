"""Safety alerts, what was done about them, and who was told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.outbox.models import Message
from companion.records.alerts.rules import Act, Source, State


class SafetyAlert(Model):
    """The client answered that they are not safe. ``subject_id`` is the answer; one alert for each.

    ``state`` is where the newest of the ``acts`` left it, kept here for the index. ``told_at`` is when the
    care team was last told, or last tried to reach the client: the next notice counts from there.
    """

    __tablename__ = "safety_alerts"
    __table_args__ = (
        UniqueConstraint("client_id", "subject_id"),
        Index("ix_safety_alerts_client_id_state", "client_id", "state"),
        Index("ix_safety_alerts_client_id_opened_at", "client_id", "opened_at"),
        Index("ix_safety_alerts_program_id_state_told_at", "program_id", "state", "told_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    subject_id: Mapped[UUID]
    source: Mapped[Source] = mapped_column(String(12))
    state: Mapped[State] = mapped_column(String(12))
    opened_at: Mapped[moment]
    told_at: Mapped[moment]

    client: Mapped[Person] = relationship()
    acts: Mapped[list[AlertAct]] = relationship(order_by="AlertAct.at, AlertAct.id")

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def touched_at(self) -> datetime:
        """When it was opened, or somebody last did something about it."""
        return self.last_act.at if self.last_act else self.opened_at

    @property
    def last_act(self) -> AlertAct | None:
        return self.acts[-1] if self.acts else None


class AlertAct(Model):
    """Somebody of the care team saw the alert or did something about it."""

    __tablename__ = "alert_acts"
    __table_args__ = (
        UniqueConstraint("alert_id", "submission_id"),
        Index("ix_alert_acts_alert_id_at", "alert_id", "at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    alert_id: Mapped[UUID] = mapped_column(ForeignKey("safety_alerts.id"))
    submission_id: Mapped[UUID]
    act: Mapped[Act] = mapped_column(String(12))
    by_id: Mapped[person_key]
    at: Mapped[moment]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed()

    by: Mapped[Person] = relationship(foreign_keys="AlertAct.by_id")


class AlertNotice(Model):
    """Somebody is told that there is something to look at. The message itself says nothing of the client."""

    __tablename__ = "alert_notices"
    __table_args__ = (Index("ix_alert_notices_alert_id_queued_at", "alert_id", "queued_at"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    alert_id: Mapped[UUID] = mapped_column(ForeignKey("safety_alerts.id"))
    recipient_id: Mapped[person_key]
    message_id: Mapped[UUID] = mapped_column(ForeignKey("outbox_messages.id"))
    queued_at: Mapped[moment]

    recipient: Mapped[Person] = relationship()
    message: Mapped[Message] = relationship()
