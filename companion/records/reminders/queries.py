"""A client's own reminders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.sealed import ring
from companion.outbox.models import Channel
from companion.records.reminders.models import (
    PushSubscription,
    ReminderChoice,
    ReminderConsent,
    ReminderSettings,
    SentReminder,
)
from companion.records.reminders.rules import Choices, Kind, Way

# What leaves the app, and by what.
CHANNELS = {Way.EMAIL: Channel.EMAIL, Way.PUSH: Channel.PUSH, Way.SMS: Channel.SMS}
# For how long a reminder stands on the first page.
SHOWN_FOR = timedelta(hours=24)


def settings_of(client: Person) -> ReminderSettings | None:
    return db.session.get(ReminderSettings, client.id)


def ways_by_kind(client: Person) -> dict[Kind, set[Way]]:
    """What is turned on, whether or not there is consent to the way."""
    found: dict[Kind, set[Way]] = {}
    for one in db.session.scalars(select(ReminderChoice).where(ReminderChoice.client_id == client.id)):
        found.setdefault(one.kind, set()).add(one.way)
    return found


def consents_of(client: Person) -> dict[Way, ReminderConsent]:
    """The newest of each way that was not withdrawn, confirmed or not."""
    chosen = select(ReminderConsent).where(
        ReminderConsent.client_id == client.id, ReminderConsent.withdrawn_at.is_(None)
    )
    return {one.way: one for one in db.session.scalars(chosen.order_by(ReminderConsent.given_at))}


def count_codes(client: Person, since: datetime) -> int:
    """How many codes were sent for them since then."""
    chosen = select(func.count()).where(
        ReminderConsent.client_id == client.id,
        ReminderConsent.address_key.is_not(None),
        ReminderConsent.given_at > since,
    )
    return db.session.scalar(chosen) or 0


def choices_of(settings: ReminderSettings, kinds: Collection[Kind]) -> Choices:
    return Choices(frozenset(kinds), settings.leads, settings.check_in_at, settings.paused_until)


def sent_to(client: Person, since: datetime) -> list[SentReminder]:
    chosen = select(SentReminder).where(SentReminder.client_id == client.id, SentReminder.sent_at >= since)
    return list(db.session.scalars(chosen))


def has_had(client: Person, day: date) -> bool:
    """Whether there was one on that day besides those of sessions."""
    chosen = select(SentReminder.id).where(
        SentReminder.client_id == client.id, SentReminder.day == day, SentReminder.kind != Kind.SESSION
    )
    return db.session.scalar(chosen.limit(1)) is not None


def shown_to(client: Person, now: datetime) -> SentReminder | None:
    """The newest that stands on the first page, until it is put away or a day has passed."""
    chosen = select(SentReminder).where(
        SentReminder.client_id == client.id,
        SentReminder.is_in_app,
        SentReminder.seen_at.is_(None),
        SentReminder.sent_at > now - SHOWN_FOR,
    )
    return db.session.scalar(chosen.order_by(SentReminder.sent_at.desc()).limit(1))


def reminder_of(client: Person, reminder_id: UUID) -> SentReminder:
    return one_or_404(
        select(SentReminder).where(SentReminder.client_id == client.id, SentReminder.id == reminder_id)
    )


def subscriptions_of(client: Person) -> list[PushSubscription]:
    return list(db.session.scalars(select(PushSubscription).where(PushSubscription.client_id == client.id)))


def address_key(address: str) -> bytes:
    return ring().fingerprint(f"reminders:{address}")
