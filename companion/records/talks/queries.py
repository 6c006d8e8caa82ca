"""Finding the ready line, whom it can be sent to, and what was sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from companion.access.consents import queries as consents
from companion.access.consents.models import Consent, Revocation
from companion.access.models import Support
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.talks import wording
from companion.records.talks.models import ReadyLine, TalkRequest
from companion.records.talks.rules import SAME_WITHIN, STANDS_FOR


def line_of(client: Person) -> str:
    found = own_line_of(client)
    return found.words if found and found.words else str(wording.USUAL_LINE)


def own_line_of(client: Person) -> ReadyLine | None:
    return db.session.scalar(select(ReadyLine).where(ReadyLine.client_id == client.id))


def reachable_support(client: Person, support_id: UUID, now: datetime) -> Support:
    """404 for who did not say yes, left, or is paused: they stand on no list to tap."""
    found = next((one for one in consents.reachable_of(client, now) if one.id == support_id), None)
    return found or abort(404)


def request_of(client: Person, request_id: UUID) -> TalkRequest:
    return one_or_404(
        select(TalkRequest)
        .options(joinedload(TalkRequest.support), joinedload(TalkRequest.message))
        .where(TalkRequest.client_id == client.id, TalkRequest.id == request_id)
    )


def earlier_request(support: Support, submission_id: UUID, now: datetime) -> TalkRequest | None:
    """The one that this form made, or one of just now."""
    chosen = select(TalkRequest).where(
        TalkRequest.support_id == support.id,
        (TalkRequest.submission_id == submission_id)
        | ((TalkRequest.sent_at > now - SAME_WITHIN) & TalkRequest.taken_back_at.is_(None)),
    )
    return db.session.scalar(chosen.order_by(TalkRequest.sent_at.desc()).limit(1))


def standing_for(support: Support, now: datetime) -> TalkRequest | None:
    """What the supporter's page shows: the newest of these hours, unless it was taken back, sharing was
    stopped since, or they are paused. Those look like a page on which it never stood.
    """
    stopped_since = exists().where(
        Consent.support_id == TalkRequest.support_id,
        Revocation.consent_id == Consent.id,
        Revocation.scope.is_(None),
        Revocation.revoked_at >= TalkRequest.sent_at,
    )
    chosen = select(TalkRequest).where(
        TalkRequest.support_id == support.id,
        TalkRequest.sent_at > now - STANDS_FOR,
        TalkRequest.taken_back_at.is_(None),
        ~stopped_since,
    )
    found = db.session.scalar(chosen.order_by(TalkRequest.sent_at.desc()).limit(1))
    return found if found and consents.is_reachable(support.id, now) else None
