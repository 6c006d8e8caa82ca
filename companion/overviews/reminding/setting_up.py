"""Which ways there are, which are on, and what a client's page shows of them."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app, request

from companion.accounts.models import Person
from companion.core import clock
from companion.core.reaching import PushKey
from companion.outbox import actions as outbox
from companion.overviews.reminding.forms import ChoicesForm
from companion.records.reminders import actions, queries, wording
from companion.records.reminders.models import SentReminder
from companion.records.reminders.rules import Level, Way


def ways_there() -> list[Way]:
    """What this installation can send by. Inside the app always works."""
    config = current_app.config
    there = {Way.APP: True, Way.EMAIL: config["HAS_MAIL"], Way.PUSH: config["PUSH"], Way.SMS: config["SMS"]}
    return [way for way, is_there in there.items() if is_there]


def ways_on(client: Person) -> list[Way]:
    consents = queries.consents_of(client)
    return [way for way in ways_there() if way in consents and consents[way].confirmed_at]


def choices_form(client: Person) -> ChoicesForm:
    form = ChoicesForm.of(queries.settings_of(client), queries.ways_by_kind(client))
    form.offer(ways_on(client))
    return form


def agree(client: Person, way: Way, address: str | None) -> None:
    """Keep the yes with its words. What proves an address goes to that address at once."""
    now = clock.now()
    words = str(wording.CONSENTS[way])
    _row, code = actions.agree(client, way, words=words, address=address, at=now)
    if code and address:
        text = wording.code_text(code, way)
        subject, channel = text if way == Way.EMAIL else "", queries.CHANNELS[way]
        outbox.queue(client, subject=subject, body=text, address=address, at=now, channel=channel)


def may_push_to(subscription: str) -> bool:
    """Whether this installation sends notices, and this is the push service of a browser."""
    key: PushKey | None = current_app.config["PUSH"]
    return key is not None and key.may_send_to(json.loads(subscription)["endpoint"])


def state_of(client: Person) -> dict[str, Any]:
    settings = queries.settings_of(client)
    paused_until = settings.paused_until if settings else None
    return {
        "ways": ways_there(),
        "ways_on": ways_on(client),
        "consents": queries.consents_of(client),
        "paused_until": paused_until if paused_until and paused_until > clock.now() else None,
        "push_key": current_app.config["PUSH"].public if current_app.config["PUSH"] else "",
        "is_saved": "saved" in request.args,
    }


def on_today(client: Person) -> tuple[SentReminder, str] | None:
    """The reminder on the first page, in words: there only the client sees it."""
    found = queries.shown_to(client, clock.now())
    if found is None:
        return None
    level = Level.CLEAR
    return found, wording.text(found.kind, level, session_at=found.session_at, zone=client.zone)
