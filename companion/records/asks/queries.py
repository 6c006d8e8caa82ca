"""Finding asks: the client's own, and those that a supporter was asked and may see now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort
from sqlalchemy import Exists, Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from companion.access.consents import queries as consents
from companion.access.models import Support
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.records.asks.models import Ask, AskClaim, AskEnd, AskRecipient
from companion.records.asks.rules import KEPT_LISTED, Taken


@dataclass(frozen=True)
class Shown:
    """One ask as one supporter sees it."""

    ask: Ask
    taken: Taken


@dataclass(frozen=True)
class Own:
    """One ask as the client sees it. ``by`` does it; ``no_longer`` said so and cannot, with nobody since."""

    ask: Ask
    by: Support | None
    no_longer: Support | None
    is_open: bool


def shown_to(client: Person, support_id: UUID, began_at: datetime, now: datetime) -> list[Shown]:
    """What was asked since that began to be shown, the soonest first."""
    chosen = _open(now).where(Ask.client_id == client.id, Ask.made_at >= began_at, _is_asked(support_id))
    found = list(db.session.scalars(chosen.order_by(Ask.open_until, Ask.id)))
    seeing = consents.shown_to(client, Scope.NOTES_AND_ASKS, now) if found else set()
    return [Shown(ask, _taken(ask, support_id, seeing)) for ask in found]


def ask_shown_to(client: Person, support: Support, ask_id: UUID, now: datetime) -> Ask:
    """404 where it is not shown to them now, as if it did not exist."""
    since = consents.sharing_between(client, support.supporter, now).since.get(Scope.NOTES_AND_ASKS)
    if since is None:
        abort(404)
    chosen = _open(now).where(Ask.client_id == client.id, Ask.id == ask_id, _is_asked(support.id))
    return one_or_404(chosen.where(Ask.made_at >= since))


def asks_of(client: Person, now: datetime) -> list[Own]:
    """Those that stand, then what is over since a week; each the newest first."""
    chosen = _whole().where(Ask.client_id == client.id, Ask.open_until > now - KEPT_LISTED)
    found = list(db.session.scalars(chosen.order_by(Ask.made_at.desc(), Ask.id.desc())))
    return sorted(_own(client, found, now), key=lambda one: not one.is_open)


def given_back_of(client: Person, now: datetime) -> list[Own]:
    """The open ones that somebody said they would do and now does not, with nobody in their place."""
    was_claimed = exists().where(AskClaim.ask_id == Ask.id)
    # The first page asks for this: one question where nobody gave anything back, two where somebody did.
    together = (joinedload(Ask.claims).joinedload(AskClaim.support), joinedload(Ask.ends))
    is_theirs = (Ask.client_id == client.id, was_claimed, ~_is_ended(), Ask.open_until > now)
    chosen = select(Ask).options(*together).where(*is_theirs)
    found = list(db.session.scalars(chosen).unique())
    return [one for one in _own(client, found, now) if one.no_longer]


def ask_of(client: Person, ask_id: UUID) -> Ask:
    return one_or_404(_whole().where(Ask.client_id == client.id, Ask.id == ask_id))


def ask_sent_as(client: Person, submission_id: UUID) -> Ask | None:
    return db.session.scalar(
        select(Ask).where(Ask.client_id == client.id, Ask.submission_id == submission_id)
    )


def _own(client: Person, found: list[Ask], now: datetime) -> list[Own]:
    seeing = consents.shown_to(client, Scope.NOTES_AND_ASKS, now) if found else set()
    return [_as_own(ask, seeing, now) for ask in found]


def _as_own(ask: Ask, seeing: Collection[UUID], now: datetime) -> Own:
    last = ask.claims[-1] if ask.claims else None
    is_held = last is not None and last.let_go_at is None and last.support_id in seeing
    is_open = ask.end is None and ask.open_until > now
    support = last.support if last else None
    return Own(ask, support if is_held else None, None if is_held else support, is_open)


def _taken(ask: Ask, support_id: UUID, seeing: Collection[UUID]) -> Taken:
    """Who does not see it any more does not do it any more."""
    claim = ask.claim
    if claim is None or claim.support_id not in seeing:
        return Taken.NOBODY
    return Taken.OWN if claim.support_id == support_id else Taken.OTHER


def _is_asked(support_id: UUID) -> Exists:
    return exists().where(AskRecipient.ask_id == Ask.id, AskRecipient.support_id == support_id)


def _open(now: datetime) -> Select[Ask]:
    return _whole().where(~_is_ended(), Ask.open_until > now)


def _is_ended() -> Exists:
    return exists().where(AskEnd.ask_id == Ask.id, AskEnd.undone_at.is_(None))


def _whole() -> Select[Ask]:
    return (
        select(Ask)
        .options(
            selectinload(Ask.claims).joinedload(AskClaim.support),
            selectinload(Ask.recipients).joinedload(AskRecipient.support),
            selectinload(Ask.ends),
        )
        .execution_options(populate_existing=True)
    )
