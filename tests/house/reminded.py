"""What Rosa is reminded of, by email and by a browser."""

from __future__ import annotations

from companion.core.db import Model
from companion.records.reminders.models import (
    PushSubscription,
    ReminderChoice,
    ReminderConsent,
    ReminderSettings,
    SentReminder,
)
from companion.records.reminders.rules import Kind, Way
from tests.cast import NOW, Cast


def reminder_rows(cast: Cast, words: str) -> tuple[list[Model], SentReminder]:
    whose = {"program_id": cast.program, "client_id": cast.rosa}
    consent = ReminderConsent(**whose, way=Way.EMAIL, words="yes", given_at=NOW, confirmed_at=NOW)
    consent.address = words
    choice = ReminderChoice(**whose, kind=Kind.CHECK_IN, way=Way.EMAIL, chosen_at=NOW)
    browser = PushSubscription(**whose, endpoint_key=b"e" * 32, created_at=NOW)
    browser.subscription = words
    sent = SentReminder(**whose, kind=Kind.CHECK_IN, subject="2026-11-18", day=NOW.date(), sent_at=NOW)
    sent.is_in_app = True
    return [ReminderSettings(**whose, next_look_at=NOW), consent, choice, browser, sent], sent
