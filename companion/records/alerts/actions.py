"""Opening a safety alert with the answer that it is about, and writing down what was done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db, new_id
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.alerts import queries, rules, telling
from companion.records.alerts.models import AlertAct, SafetyAlert
from companion.records.alerts.rules import Act, Source, State


class DoneMeanwhile(Refusal):
    """Somebody else closed the alert, or opened it again, on another page."""


def open_alert(client: Person, *, source: Source, subject_id: UUID, at: datetime) -> SafetyAlert:
    """The alert about that answer, with its notices, in the caller's transaction: all of it or nothing.

    One for each answer, however often it arrives, also after the alert was closed. Who answers anew needs
    a new ``subject_id``.
    """
    earlier = queries.alert_about(client, subject_id)
    if earlier:
        return earlier
    alert = SafetyAlert(program_id=client.program_id, client_id=client.id, subject_id=subject_id)
    alert.source, alert.state = source, State.NEW
    alert.opened_at = alert.told_at = at
    db.session.add(alert)
    db.session.flush()
    _note("alert:opened", alert, client, at, source=source)
    telling.tell(alert, client, at=at)
    return alert


def see(alert: SafetyAlert, *, by: Person, at: datetime) -> None:
    """Somebody opened the page. Written once for each person, while the alert is open."""
    _wait_for_others(alert)
    if alert.is_open and not queries.has_seen(by, alert):
        _write(alert, Act.SEE, "", new_id(), by, at)


def act(alert: SafetyAlert, act: Act, *, note: str, submission: UUID, by: Person, at: datetime) -> None:
    """Raises DoneMeanwhile."""
    _wait_for_others(alert)
    if queries.act_sent_as(alert, submission):
        return
    if not rules.may_follow(alert.state, act):
        raise DoneMeanwhile(_("Somebody changed this on another page. Please look at it again."))
    _write(alert, act, note, submission, by, at)
    if act in (Act.NOT_REACH, Act.REOPEN):
        alert.told_at = at
    if alert.state not in rules.WAITING:
        telling.stop(alert)


def tell_again(alert: SafetyAlert, *, every: timedelta, at: datetime) -> bool:
    """Queue another notice, unless another worker has just done it. Says whether it was due."""
    is_due = (SafetyAlert.state.in_(rules.WAITING), SafetyAlert.told_at <= at - every)
    changing = update(SafetyAlert).where(SafetyAlert.id == alert.id, *is_due).values(told_at=at)
    options = {"synchronize_session": False}
    changed = db.session.scalar(changing.returning(SafetyAlert.id), execution_options=options)
    if changed:
        telling.tell(alert, alert.client, at=at)
    return changed is not None


def _write(alert: SafetyAlert, act: Act, note: str, submission: UUID, by: Person, at: datetime) -> None:
    row = AlertAct(program_id=alert.program_id, client_id=alert.client_id, alert_id=alert.id)
    row.submission_id, row.act, row.by_id, row.at = submission, act, by.id, at
    row.note = note
    alert.state = rules.state_after(alert.state, act)
    db.session.add(row)
    db.session.flush()
    _note("alert:answered", alert, by, at, act=act)


def _wait_for_others(alert: SafetyAlert) -> None:
    """Two colleagues may act at once: the second waits here, and sees what the first one did."""
    db.session.refresh(alert, with_for_update=True)


def _note(action: str, alert: SafetyAlert, by: Person, at: datetime, **facts: str) -> None:
    trail.note(
        action,
        program_id=alert.program_id,
        at=at,
        by_id=by.id,
        client_id=alert.client_id,
        subject_id=alert.id,
        **facts,
    )
