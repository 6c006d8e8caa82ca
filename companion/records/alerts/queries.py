"""Finding safety alerts: for the care team of a client, for the client, and for the worker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from companion.access.models import CareTeamMember
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed
from companion.outbox.models import Message
from companion.programs.models import Program
from companion.programs.path.models import PathStep
from companion.programs.path.rules import Kind
from companion.records.alerts import rules
from companion.records.alerts.models import AlertAct, AlertNotice, SafetyAlert
from companion.records.alerts.rules import Act, State


def open_alerts_of(client_ids: Collection[UUID]) -> list[SafetyAlert]:
    """Those that no person has closed, with what was done about them: the oldest first."""
    return list(
        db.session.scalars(
            select(SafetyAlert)
            .options(joinedload(SafetyAlert.client), selectinload(SafetyAlert.acts).joinedload(AlertAct.by))
            .where(SafetyAlert.client_id.in_(client_ids), SafetyAlert.state != State.CLOSED)
            .order_by(SafetyAlert.opened_at, SafetyAlert.id)
        )
    )


def alerts_of(client: Person) -> list[SafetyAlert]:
    """All there ever were, newest first."""
    return list(db.session.scalars(_alerts(client)))


def recent_alerts_of(client: Person, now: datetime) -> list[SafetyAlert]:
    """Open or closed, of the last 90 days, and every open one. Newest first."""
    return [one for one in alerts_of(client) if one.is_open or rules.is_recent(one.opened_at, now)]


def alerts_listed(client: Person) -> Listed[SafetyAlert]:
    """The same for a list to page through."""
    own = (SafetyAlert.client_id == client.id,)
    return Listed(SafetyAlert, SafetyAlert.opened_at, SafetyAlert.id, own)


def alert_of(client: Person, alert_id: UUID) -> SafetyAlert:
    return one_or_404(_alerts(client).where(SafetyAlert.id == alert_id))


def alert_about(client: Person, subject_id: UUID) -> SafetyAlert | None:
    """The alert that this answer opened already."""
    return db.session.scalar(_alerts(client).where(SafetyAlert.subject_id == subject_id))


def notices_of(alert: SafetyAlert) -> list[AlertNotice]:
    """Who was told and when, the first first."""
    return list(
        db.session.scalars(
            select(AlertNotice)
            .options(joinedload(AlertNotice.recipient), joinedload(AlertNotice.message))
            .where(AlertNotice.alert_id == alert.id)
            .order_by(AlertNotice.queued_at, AlertNotice.id)
        )
    )


def waiting_messages_of(alert: SafetyAlert) -> list[Message]:
    """The notices that no worker has delivered or given up yet."""
    return list(
        db.session.scalars(
            select(Message)
            .join(AlertNotice, AlertNotice.message_id == Message.id)
            .where(AlertNotice.alert_id == alert.id, Message.due_at.is_not(None))
        )
    )


def act_sent_as(alert: SafetyAlert, submission_id: UUID) -> AlertAct | None:
    """What this form did already, if it was sent before."""
    return db.session.scalar(
        select(AlertAct).where(AlertAct.alert_id == alert.id, AlertAct.submission_id == submission_id)
    )


def has_seen(person: Person, alert: SafetyAlert) -> bool:
    chosen = select(AlertAct.id).where(
        AlertAct.alert_id == alert.id, AlertAct.by_id == person.id, AlertAct.act == Act.SEE
    )
    return db.session.scalar(chosen.limit(1)) is not None


def alerts_to_tell_again(program: Program, now: datetime) -> list[SafetyAlert]:
    """Nobody has spoken with the client, and the last notice is as long ago as the program's interval."""
    return list(
        db.session.scalars(
            select(SafetyAlert)
            .options(joinedload(SafetyAlert.client))
            .where(
                SafetyAlert.program_id == program.id,
                SafetyAlert.state.in_(rules.WAITING),
                SafetyAlert.told_at <= now - timedelta(minutes=program.alert_minutes),
            )
            .order_by(SafetyAlert.told_at, SafetyAlert.id)
        )
    )


def count_without_team(program_id: UUID, now: datetime) -> int:
    """How many open alerts nobody can see, because the client has no care team.

    Those of somebody who had left are not counted: that nobody sees them is what the app tells them.
    """
    has_team = exists().where(CareTeamMember.client_id == SafetyAlert.client_id, CareTeamMember.is_on(now))
    had_left = exists().where(
        PathStep.client_id == SafetyAlert.client_id,
        PathStep.kind == Kind.ALUMNI,
        PathStep.undone_at.is_(None),
        PathStep.at <= SafetyAlert.opened_at,
    )
    counted = select(func.count()).where(
        SafetyAlert.program_id == program_id, SafetyAlert.state != State.CLOSED, ~has_team, ~had_left
    )
    return db.session.scalar(counted) or 0


def _alerts(client: Person) -> Select[SafetyAlert]:
    return (
        select(SafetyAlert)
        .options(selectinload(SafetyAlert.acts).joinedload(AlertAct.by))
        .where(SafetyAlert.client_id == client.id)
        .order_by(SafetyAlert.opened_at.desc(), SafetyAlert.id.desc())
    )
