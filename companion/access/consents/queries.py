"""What a supporter may see now, asked of the database at each reading, and what a client has signed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from companion.access.consents.models import (
    Consent,
    ConsentScope,
    NoticeAcceptance,
    Pause,
    Revocation,
    SupportCode,
)
from companion.access.models import Support
from companion.access.rules import NOTICE_VERSION, Scope
from companion.accounts.models import Person
from companion.audit.models import Disclosure
from companion.core.db import db, one_or_404


@dataclass(frozen=True)
class Sharing:
    """What is shown now: since when each thing is, until which day at most, and what for."""

    since: dict[Scope, datetime] = field(default_factory=dict)
    ends_on: dict[Scope, date] = field(default_factory=dict)
    purpose: str | None = None

    @property
    def scopes(self) -> frozenset[Scope]:
        return frozenset(self.since)


def scopes_of(client: Person, supporter: Person, now: datetime) -> frozenset[Scope]:
    """What this supporter may see of this client at this moment. Nothing, where any doubt is left."""
    return sharing_between(client, supporter, now).scopes


def sharing_between(client: Person, supporter: Person, now: datetime) -> Sharing:
    """One query: signed, begun, neither over nor taken back nor paused, accepted with the notice."""
    chosen = _open_now(now).where(Support.client_id == client.id, Support.supporter_id == supporter.id)
    found = db.session.execute(chosen.order_by(Consent.begins_at, Consent.id)).all()
    since: dict[Scope, datetime] = {}
    ends_on: dict[Scope, date] = {}
    for scope, begins_at, until, _purpose in found:
        since.setdefault(Scope(scope), begins_at)
        ends_on[Scope(scope)] = max(until, ends_on.get(Scope(scope), until))
    return Sharing(since, ends_on, str(found[-1].purpose) if found else None)


def is_shown(scope: Scope, support_id: UUID, now: datetime) -> bool:
    """Whether what hangs on that scope of that support may leave now."""
    chosen = _open_now(now).where(Support.id == support_id, ConsentScope.scope == scope)
    return db.session.execute(chosen.limit(1)).first() is not None


def shown_to(client: Person, scope: Scope, now: datetime) -> set[UUID]:
    """The supports of all who see that of the client now."""
    chosen = _open_now(now).where(Support.client_id == client.id, ConsentScope.scope == scope)
    return set(db.session.scalars(chosen.with_only_columns(Support.id)))


def reachable_of(client: Person, now: datetime) -> list[Support]:
    """To whom the client can say something here: said yes, did not leave, and is not paused."""
    chosen = _reachable(now).where(Support.client_id == client.id).options(joinedload(Support.supporter))
    return list(db.session.scalars(chosen.order_by(Support.asked_at)))


def is_reachable(support_id: UUID, now: datetime) -> bool:
    return db.session.scalar(_reachable(now).where(Support.id == support_id)) is not None


def has_accepted_notice(support: Support) -> bool:
    return bool(db.session.scalar(select(_is_notice_accepted(support.id))))


def consents_of(client: Person) -> list[Consent]:
    """All that the client ever signed, the oldest first, with what became of it."""
    return list(db.session.scalars(_whole().where(Consent.client_id == client.id)))


def consent_of(client: Person, support_id: UUID, consent_id: UUID) -> Consent:
    chosen = _whole().where(Consent.client_id == client.id, Consent.support_id == support_id)
    return one_or_404(chosen.where(Consent.id == consent_id))


def consent_signed_as(client: Person, submission_id: UUID) -> Consent | None:
    """The consent that this form made already."""
    return db.session.scalar(
        _whole().where(Consent.client_id == client.id, Consent.submission_id == submission_id)
    )


def consents_for(support: Support) -> list[Consent]:
    return list(db.session.scalars(_whole().where(Consent.support_id == support.id)))


def scope_of(client: Person, support_id: UUID, scope_id: UUID) -> ConsentScope:
    """One thing that the client showed to that person, also if it was taken back since."""
    return one_or_404(
        select(ConsentScope)
        .join(Consent)
        .where(Consent.client_id == client.id, Consent.support_id == support_id, ConsentScope.id == scope_id)
    )


def pauses_of(client: Person, now: datetime) -> dict[UUID, Pause]:
    """The pause that goes on for each person, by the support's id."""
    chosen = select(Pause).where(Pause.client_id == client.id, _goes_on(now)).order_by(Pause.since)
    return {pause.support_id: pause for pause in db.session.scalars(chosen)}


def last_seen_of(client: Person, supporter_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of them last opened a page about the client. For the client, who reads the day of it."""
    chosen = (
        select(Disclosure.recipient_id, func.max(Disclosure.at))
        .where(Disclosure.client_id == client.id, Disclosure.recipient_id.in_(supporter_ids))
        .group_by(Disclosure.recipient_id)
    )
    return dict(db.session.execute(chosen).all())


def newest_code_of(support: Support, *, to_change: bool = False) -> SupportCode | None:
    """Two tries at once wait for each other where it is to be changed."""
    chosen = select(SupportCode).where(SupportCode.support_id == support.id)
    chosen = chosen.order_by(SupportCode.made_at.desc(), SupportCode.id.desc()).limit(1)
    if to_change:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(chosen)


def _whole() -> Select[Consent]:
    return (
        select(Consent)
        .options(
            selectinload(Consent.scopes),
            selectinload(Consent.revocations),
            joinedload(Consent.support).joinedload(Support.supporter),
        )
        .order_by(Consent.signed_at, Consent.id)
        .execution_options(populate_existing=True)
    )


def _open_now(now: datetime) -> Select[Scope, datetime, date, str]:
    revoked = exists().where(
        Revocation.consent_id == Consent.id,
        or_(Revocation.scope.is_(None), Revocation.scope == ConsentScope.scope),
    )
    return (
        select(ConsentScope.scope, Consent.begins_at, Consent.ends_on, Consent.purpose)
        .select_from(ConsentScope)
        .join(Consent)
        .join(Support, Support.id == Consent.support_id)
        .where(
            Support.accepted_at.is_not(None),
            Support.ended_at.is_(None),
            Consent.begins_at <= now,
            Consent.expires_at > now,
            ~revoked,
            ~exists().where(Pause.support_id == Support.id, _goes_on(now)),
            _is_notice_accepted(Support.id),
        )
    )


def _reachable(now: datetime) -> Select[Support]:
    return select(Support).where(
        Support.accepted_at.is_not(None),
        Support.ended_at.is_(None),
        ~exists().where(Pause.support_id == Support.id, _goes_on(now)),
    )


def _goes_on(now: datetime) -> ColumnElement[bool]:
    return (Pause.since <= now) & or_(Pause.until.is_(None), Pause.until > now)


def _is_notice_accepted(support_id: Any) -> Exists:
    return exists().where(
        NoticeAcceptance.support_id == support_id, NoticeAcceptance.version == NOTICE_VERSION
    )
