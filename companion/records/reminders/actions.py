"""Turning reminders on and off. Nothing is on that the client did not turn on, for each way by itself."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy import delete, select, update

from companion.accounts.models import Person
from companion.accounts.queries import token_hash
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.sealed import ring
from companion.core.words import _
from companion.records.reminders import queries
from companion.records.reminders.models import (
    PushSubscription,
    ReminderChoice,
    ReminderConsent,
    ReminderSettings,
)
from companion.records.reminders.rules import CODE_LIFE, CODE_TRIES, CODES_A_DAY, PAUSE, Kind, Level, Way


class CodeRefused(Refusal):
    """Not the code that was sent, or too late, or too many tries."""


class TooManyCodes(Refusal):
    """Somebody could have codes sent to numbers that are not theirs."""


def begin(client: Person, *, at: datetime) -> ReminderSettings:
    """The settings of a client, made as they are first needed."""
    found = queries.settings_of(client)
    if found is None:
        found = ReminderSettings(client_id=client.id, program_id=client.program_id, next_look_at=at)
        db.session.add(found)
        db.session.flush()
    return found


def agree(
    client: Person, way: Way, *, words: str, address: str | None, at: datetime
) -> tuple[ReminderConsent, str]:
    """The client's yes to a way, with the words that they read. With an address it counts from the code on.

    Returns the code that has to be sent there, or an empty one. Raises ``TooManyCodes``.
    """
    if address and queries.count_codes(client, at - timedelta(days=1)) >= CODES_A_DAY:
        raise TooManyCodes(_("That is enough codes for today. Please try again tomorrow."))
    begin(client, at=at)
    withdraw(client, way, at=at)
    row = ReminderConsent(
        program_id=client.program_id, client_id=client.id, way=way, words=words, given_at=at
    )
    code = ""
    if address is None:
        row.confirmed_at = at
    else:
        code = f"{secrets.randbelow(10**6):06}"
        row.address, row.address_key = address, queries.address_key(address)
        row.code_hash = _code_hash(client, code)
    db.session.add(row)
    _note("reminders:agreed", client, way, at)
    return row, code


def confirm(client: Person, consent: ReminderConsent, code: str, *, at: datetime) -> None:
    """Raises ``CodeRefused``. The guard counts the try before."""
    is_in_time = at - consent.given_at <= CODE_LIFE and consent.code_tries <= CODE_TRIES
    expected = consent.code_hash or b""
    if not is_in_time or not secrets.compare_digest(expected, _code_hash(client, code)):
        raise CodeRefused(_("This code is not right, or too old. You can have a new one sent."))
    consent.confirmed_at, consent.code_hash = at, None


def withdraw(client: Person, way: Way, *, at: datetime) -> None:
    """From the next moment on nothing goes this way, also what waits already."""
    now_off = update(ReminderConsent).where(
        ReminderConsent.client_id == client.id,
        ReminderConsent.way == way,
        ReminderConsent.withdrawn_at.is_(None),
    )
    ended = db.session.execute(now_off.values(withdrawn_at=at).returning(ReminderConsent.id)).all()
    if way == Way.PUSH:
        db.session.execute(delete(PushSubscription).where(PushSubscription.client_id == client.id))
    if ended:
        _note("reminders:withdrawn", client, way, at)


def choose(
    client: Person,
    chosen: Iterable[tuple[Kind, Way]],
    *,
    leads: Iterable[int],
    check_in_at: time,
    level: Level,
    at: datetime,
) -> None:
    """Exactly these from now on, looked at at once."""
    settings = begin(client, at=at)
    settings.leads_said, settings.check_in_at = ",".join(map(str, leads)), check_in_at
    settings.level, settings.next_look_at = level, at
    db.session.execute(delete(ReminderChoice).where(ReminderChoice.client_id == client.id))
    whose = {"program_id": client.program_id, "client_id": client.id, "chosen_at": at}
    db.session.add_all(ReminderChoice(**whose, kind=kind, way=way) for kind, way in chosen)


def pause(client: Person, *, at: datetime) -> None:
    begin(client, at=at).paused_until = at + PAUSE


def go_on(client: Person, *, at: datetime) -> None:
    begin(client, at=at).paused_until = None


def subscribe(client: Person, subscription: str, *, browser: str, at: datetime) -> None:
    """A browser is one person's: whoever subscribes last in it has it."""
    endpoint_key = queries.address_key(json.loads(subscription)["endpoint"])
    db.session.execute(delete(PushSubscription).where(PushSubscription.endpoint_key == endpoint_key))
    row = PushSubscription(program_id=client.program_id, client_id=client.id, endpoint_key=endpoint_key)
    row.subscription, row.created_at = subscription, at
    row.browser_hash = token_hash(browser) if browser else None
    db.session.add(row)


def unsubscribe(subscription: str) -> None:
    """The browser, or the person behind it, is gone."""
    endpoint_key = queries.address_key(json.loads(subscription)["endpoint"])
    db.session.execute(delete(PushSubscription).where(PushSubscription.endpoint_key == endpoint_key))


def unsubscribe_browser(browser: str) -> None:
    """Who signs out takes their notices from the phone along."""
    if browser:
        is_here = PushSubscription.browser_hash == token_hash(browser)
        db.session.execute(delete(PushSubscription).where(is_here))


def stop_texts(number: str, *, at: datetime) -> None:
    """The number answered STOP: that is the end of text messages for everybody who gave it."""
    chosen = select(ReminderConsent.client_id).where(
        ReminderConsent.address_key == queries.address_key(number),
        ReminderConsent.way == Way.SMS,
        ReminderConsent.withdrawn_at.is_(None),
    )
    for client_id in db.session.scalars(chosen.distinct()).all():
        withdraw(db.session.get_one(Person, client_id), Way.SMS, at=at)


def _note(action: str, client: Person, way: Way, at: datetime) -> None:
    trail.note(action, program_id=client.program_id, at=at, by_id=client.id, client_id=client.id, way=way)


def _code_hash(client: Person, code: str) -> bytes:
    return ring().fingerprint(f"reminders code:{client.id}:{code.strip()}")
