"""Telling the care team by email that there is something to look at.

Source: clinical facts, section 4.2, and 42 CFR Part 2: what leaves the building says nothing of the
client, neither who it is nor what it is about.
"""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from companion.access import queries as access
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import is_demo_email
from companion.core.db import db
from companion.core.words import _, in_language
from companion.outbox import actions as outbox
from companion.records.alerts import queries
from companion.records.alerts.models import AlertNotice, SafetyAlert


def tell(alert: SafetyAlert, client: Person, *, at: datetime) -> None:
    """Queue a notice to everyone who has to act, in the caller's transaction.

    Whoever has one waiting gets no second one, but that one is tried now: a mail server that was away for
    a day would else deliver one for every half hour, or the only one hours after it came back.
    """
    waiting = {message.recipient_id: message for message in queries.waiting_messages_of(alert)}
    for recipient in recipients_of(client, at):
        if recipient.id in waiting:
            outbox.hasten(waiting[recipient.id], at=at)
        else:
            _queue(alert, recipient, at)


def recipients_of(client: Person, at: datetime) -> list[Person]:
    """The care team as it is then. Where nobody is on it, the administrators: they must find somebody.

    Of somebody whose time in the program is over, nobody is told: the app says so on every page of theirs.
    """
    team = access.care_team_of(client, at)
    if not team and not access.is_alumni(client, at):
        team = people.administrators_of(client.program_id)
    return [one for one in team if one.email and not is_demo_email(one.email)]


def stop(alert: SafetyAlert) -> None:
    """Somebody has acted: what was not sent yet need not be."""
    for message in queries.waiting_messages_of(alert):
        outbox.withdraw(message)


def _queue(alert: SafetyAlert, recipient: Person, at: datetime) -> None:
    with in_language(recipient.language):
        subject = _("Something for you to look at")
        body = _(
            "There is an item for review. Please sign in to see it: %(address)s",
            address=current_app.config["BASE_URL"],
        )
    message = outbox.queue(recipient, subject=subject, body=body, address=recipient.email, at=at)
    db.session.flush()
    notice = AlertNotice(program_id=alert.program_id, alert_id=alert.id, recipient_id=recipient.id)
    notice.message_id, notice.queued_at = message.id, at
    db.session.add(notice)
