"""Reminding: any number of workers look, and each reminder goes out once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select, update

from companion.accounts.models import Person
from companion.core import words
from companion.core.db import db
from companion.outbox import actions as outbox
from companion.outbox import ties
from companion.outbox.models import Channel, Message
from companion.outbox.ties import Tie
from companion.overviews.reminding.facts import facts_of
from companion.records.reminders import actions, queries, rules, wording
from companion.records.reminders.models import ReminderSettings, SentReminder
from companion.records.reminders.rules import Due, Kind, Way

EVERY = timedelta(minutes=5)
# How far back one is not sent again. Sessions and messages are older than that only when they are over.
REMEMBERED = timedelta(days=40)


def init() -> None:
    for way in queries.CHANNELS:
        ties.ask_with(_tie_kind(way), _asks_for(way), _let_go)


def remind_next(now: datetime) -> bool:
    """Look after one client whose turn it is, in the caller's transaction. Says whether there was one."""
    settings = db.session.scalar(
        select(ReminderSettings)
        .where(ReminderSettings.next_look_at <= now)
        .order_by(ReminderSettings.next_look_at)
        .limit(1)
    )
    if settings is None:
        return False
    if _is_ours(settings, now):
        client = db.session.get_one(Person, settings.client_id)
        if client.is_active:
            _remind(client, settings, now)
    return True


def _is_ours(settings: ReminderSettings, now: datetime) -> bool:
    """Two workers may read the same row; the condition lets only one of them change it."""
    taking = update(ReminderSettings).where(
        ReminderSettings.client_id == settings.client_id,
        ReminderSettings.next_look_at == settings.next_look_at,
    )
    taken = taking.values(next_look_at=now + EVERY).returning(ReminderSettings.client_id)
    changed = db.session.scalar(taken, execution_options={"synchronize_session": False})
    db.session.refresh(settings)
    return changed is not None


def _remind(client: Person, settings: ReminderSettings, now: datetime) -> None:
    ways, consents = queries.ways_by_kind(client), queries.consents_of(client)
    agreed = {way for way, one in consents.items() if one.confirmed_at}
    kinds = {kind for kind, chosen in ways.items() if chosen & agreed}
    choices = queries.choices_of(settings, kinds)
    if not kinds or rules.is_silent(choices, now, client.zone):
        return
    today = now.astimezone(ZoneInfo(client.zone)).date()
    sent = {(one.kind, one.subject) for one in queries.sent_to(client, now - REMEMBERED)}
    facts, is_day_taken = facts_of(client, kinds, now), queries.has_had(client, today)
    for due in rules.due(choices, facts, now, client.zone, sent, is_day_taken=is_day_taken):
        row = _noted(client, due, now, is_in_app=Way.APP in ways[due.kind] & agreed)
        for way in sorted((ways[due.kind] & agreed) - {Way.APP}):
            _queue(client, row, way, settings, now)


def _noted(client: Person, due: Due, now: datetime, *, is_in_app: bool) -> SentReminder:
    row = SentReminder(program_id=client.program_id, client_id=client.id, kind=due.kind, subject=due.subject)
    row.day, row.sent_at = now.astimezone(ZoneInfo(client.zone)).date(), now
    row.session_at, row.is_in_app = due.session_at, is_in_app
    db.session.add(row)
    db.session.flush()
    return row


def _queue(client: Person, row: SentReminder, way: Way, settings: ReminderSettings, now: datetime) -> None:
    with words.in_language(client.language):
        text = wording.text(row.kind, settings.level, session_at=row.session_at, zone=client.zone)
    body = text if way == Way.PUSH else f"{text} {current_app.config['BASE_URL']}"
    for address in _addresses(client, way):
        outbox.queue(
            client,
            subject=text if way == Way.EMAIL else "",
            body=body,
            address=address,
            at=now,
            tie=Tie(_tie_kind(way), row.id),
            channel=queries.CHANNELS[way],
        )


def _addresses(client: Person, way: Way) -> list[str]:
    if way == Way.PUSH:
        return [one.subscription for one in queries.subscriptions_of(client)]
    return [queries.consents_of(client)[way].address]


def _tie_kind(way: Way) -> str:
    return f"reminder:{way}"


def _asks_for(way: Way) -> ties.Stands:
    def stands(reminder_id: UUID, now: datetime) -> bool:
        """Still agreed to and not at night, and what it is about still waits."""
        row = db.session.get(SentReminder, reminder_id)
        client = db.session.get_one(Person, row.client_id) if row else None
        settings = queries.settings_of(client) if client else None
        if row is None or client is None or settings is None or not client.is_active:
            return False
        consent = queries.consents_of(client).get(way)
        is_chosen = way in queries.ways_by_kind(client).get(row.kind, set())
        choices = queries.choices_of(settings, {row.kind})
        is_agreed = consent is not None and consent.confirmed_at is not None and is_chosen
        return is_agreed and not rules.is_silent(choices, now, client.zone) and _waits(client, row, now)

    return stands


def _waits(client: Person, row: SentReminder, now: datetime) -> bool:
    facts = facts_of(client, {row.kind}, now)
    if row.kind == Kind.SESSION:
        return any(row.subject.startswith(f"{session_id}:") for session_id, _at in facts.sessions)
    return (row.kind, row.subject) in facts.waiting


def _let_go(message: Message, now: datetime) -> None:
    """The browser's service says that the subscription is over, or a number takes no texts."""
    if message.channel == Channel.PUSH:
        actions.unsubscribe(message.address)
