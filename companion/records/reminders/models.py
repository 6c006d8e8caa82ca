"""What a client wants to be reminded of, by which ways, with the consent to each, and what was sent."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.reminders.rules import USUAL_CHECK_IN, USUAL_LEADS, Kind, Level, Way


class ReminderSettings(Model):
    """``next_look_at`` is when a worker looks again. ``leads_said`` are minutes with commas between."""

    __tablename__ = "reminder_settings"
    __table_args__ = (Index("ix_reminder_settings_next_look_at", "next_look_at"),)

    client_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    program_id: Mapped[program_key]
    level: Mapped[Level] = mapped_column(String(8), default=Level.PLAIN)
    leads_said: Mapped[str] = mapped_column(String(20), default=",".join(map(str, USUAL_LEADS)))
    check_in_at: Mapped[time] = mapped_column(default=USUAL_CHECK_IN)
    paused_until: Mapped[datetime | None] = mapped_column(Moment)
    next_look_at: Mapped[moment]

    @property
    def leads(self) -> tuple[int, ...]:
        return tuple(int(one) for one in self.leads_said.split(",") if one)


class ReminderChoice(Model):
    """One kind by one way."""

    __tablename__ = "reminder_choices"
    __table_args__ = (UniqueConstraint("client_id", "kind", "way"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    kind: Mapped[Kind] = mapped_column(String(12))
    way: Mapped[Way] = mapped_column(String(8))
    chosen_at: Mapped[moment]


class ReminderConsent(Model):
    """The client's yes to one way: the words that they read, and when. Kept after it is withdrawn.

    It counts from ``confirmed_at``: an email or a number is the client's once they gave the code sent to it.
    ``address_key`` finds the consents of a number that answers STOP.
    """

    __tablename__ = "reminder_consents"
    __table_args__ = (
        Index("ix_reminder_consents_client_id_way", "client_id", "way"),
        Index("ix_reminder_consents_address_key", "address_key"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    way: Mapped[Way] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(String(600))
    given_at: Mapped[moment]
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    code_tries: Mapped[int] = mapped_column(default=0)

    address = Sealed()


class PushSubscription(Model):
    """A browser that shows notices. The subscription is what the browser gave, as JSON."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (Index("ix_push_subscriptions_client_id", "client_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    endpoint_key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    browser_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    subscription_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[moment]

    subscription = Sealed()


class SentReminder(Model):
    """Each is sent once: ``subject`` names what it is about, such as a day, or a session and a lead time.

    ``day`` is the client's. ``is_in_app`` is whether it also stands on their first page, until ``seen_at``.
    """

    __tablename__ = "sent_reminders"
    __table_args__ = (
        UniqueConstraint("client_id", "kind", "subject"),
        Index("ix_sent_reminders_client_id_sent_at", "client_id", "sent_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    kind: Mapped[Kind] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    sent_at: Mapped[moment]
    session_at: Mapped[datetime | None] = mapped_column(Moment)
    is_in_app: Mapped[bool]
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
