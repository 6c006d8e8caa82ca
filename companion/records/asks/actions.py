"""Asking, doing it, giving it back, and ending it. Two who take one ask at once: the first has it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from companion.access.consents import queries as consents
from companion.access.models import Support
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.asks import queries, rules
from companion.records.asks.models import Ask, AskClaim, AskEnd, AskRecipient
from companion.records.asks.rules import How


def post(
    client: Person,
    supports: Collection[Support],
    *,
    words: str,
    starts_at: datetime | None,
    submission: UUID,
    at: datetime,
) -> Ask:
    """One ask, however often the form arrives."""
    earlier = queries.ask_sent_as(client, submission)
    if earlier:
        return earlier
    ask = Ask(program_id=client.program_id, client_id=client.id, submission_id=submission)
    ask.words, ask.made_at, ask.starts_at = words, at, starts_at
    ask.open_until = rules.open_until(at, starts_at)
    ask.recipients = [AskRecipient(support_id=support.id) for support in supports]
    db.session.add(ask)
    db.session.flush()
    _note("ask:posted", ask, client, at)
    return ask


def claim(ask: Ask, support: Support, *, by: Person, at: datetime) -> bool:
    """Says whether they have it now. Who does not see it any more, does not have it any more."""
    _wait_for_others(ask)
    held = ask.claim
    if held and held.support_id == support.id:
        return True
    if held and consents.is_shown(Scope.NOTES_AND_ASKS, held.support_id, at):
        return False
    if held:
        held.let_go_at = at
        db.session.flush()
    row = AskClaim(program_id=ask.program_id, client_id=ask.client_id, ask_id=ask.id)
    row.support_id, row.claimed_at = support.id, at
    ask.claims.append(row)
    db.session.flush()
    _note("ask:claimed", ask, by, at)
    return True


def let_go(ask: Ask, support: Support, *, by: Person, at: datetime) -> None:
    """The client reads of it on their first page, and the others can take it."""
    _wait_for_others(ask)
    held = ask.claim
    if held and held.support_id == support.id:
        held.let_go_at = at
        _note("ask:given-back", ask, by, at)


def end(ask: Ask, how: How, *, by: Person, at: datetime) -> None:
    """Nobody sees it any more. The first word stands."""
    _wait_for_others(ask)
    if ask.end:
        return
    row = AskEnd(program_id=ask.program_id, client_id=ask.client_id, ask_id=ask.id, how=how)
    row.ended_at, row.ended_by = at, by.id
    ask.ends.append(row)
    db.session.flush()
    _note("ask:ended", ask, by, at, how=str(how))


def reopen(ask: Ask, *, by: Person, at: datetime) -> None:
    """It was a slip: those who were asked see it again."""
    _wait_for_others(ask)
    if ask.end:
        ask.end.undone_at = at
        _note("ask:reopened", ask, by, at)


def _wait_for_others(ask: Ask) -> None:
    db.session.refresh(ask, with_for_update=True)
    db.session.refresh(ask, ["claims", "ends"])


def _note(action: str, ask: Ask, by: Person, at: datetime, **facts: str) -> None:
    trail.note(
        action,
        program_id=ask.program_id,
        at=at,
        by_id=by.id,
        client_id=ask.client_id,
        subject_id=ask.id,
        **facts,
    )
