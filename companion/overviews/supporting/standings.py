"""How each person on a client's list stands: what they see now, what begins later, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from companion.access import queries as access
from companion.access import rules
from companion.access.consents import codes
from companion.access.consents import queries as consents
from companion.access.consents.models import Consent, ConsentScope, Pause
from companion.access.models import Support
from companion.access.rules import Scope
from companion.accounts import queries as people
from companion.accounts.models import Person


@dataclass(frozen=True)
class Standing:
    """``shown`` and ``coming`` name one row for each thing; ``coming`` is by when it begins.

    ``seen_on`` is the day on which they last looked, ``ended_on`` when all of it ended by itself.
    """

    support: Support
    consents: list[Consent]
    shown: dict[Scope, ConsentScope]
    coming: dict[Scope, ConsentScope]
    pause: Pause | None
    ends_on: date | None
    ended_on: date | None
    warning: int | None
    seen_on: date | None
    is_open: bool
    is_in_own_browser: bool

    @property
    def given(self) -> dict[Scope, ConsentScope]:
        """What can be taken back."""
        return self.shown | self.coming

    @property
    def is_waiting(self) -> bool:
        return self.support.accepted_at is None

    @property
    def is_paused(self) -> bool:
        return self.pause is not None

    def sees(self, scope: Scope) -> bool:
        return scope in self.shown and not self.is_paused and not self.is_waiting


def standings_of(client: Person, now: datetime) -> list[Standing]:
    """Everyone who was asked and has not left the list, the oldest first."""
    supports = access.supports_of(client)
    ids = [support.supporter_id for support in supports]
    signed, pauses = consents.consents_of(client), consents.pauses_of(client, now)
    seen, here = consents.last_seen_of(client, ids), people.others_in_browsers_of(client, ids)
    return [
        _standing(
            support,
            [consent for consent in signed if consent.support_id == support.id],
            pauses.get(support.id),
            seen.get(support.supporter_id),
            client.zone,
            now,
            is_here=support.supporter_id in here,
        )
        for support in supports
    ]


def standing_of(client: Person, support: Support, now: datetime) -> Standing:
    return next(one for one in standings_of(client, now) if one.support.id == support.id)


def _standing(
    support: Support,
    signed: list[Consent],
    pause: Pause | None,
    seen_at: datetime | None,
    zone: str,
    now: datetime,
    *,
    is_here: bool,
) -> Standing:
    open_ones = [consent for consent in signed if consent.is_open(now) and consent.left()]
    shown = _by_scope(one for one in open_ones if one.begins_at <= now)
    coming = _by_scope(one for one in open_ones if one.begins_at > now)
    ends_on = max((one.ends_on for one in open_ones), default=None)
    return Standing(
        support=support,
        consents=signed,
        shown=shown,
        coming={scope: row for scope, row in coming.items() if scope not in shown},
        pause=pause,
        ends_on=ends_on,
        ended_on=None if open_ones else _ended_on(signed, now),
        warning=rules.warning(ends_on, rules.day_in(zone, now)) if ends_on else None,
        seen_on=rules.day_in(zone, seen_at) if seen_at else None,
        is_open=codes.is_open(support, now) if support.accepted_at is None else False,
        is_in_own_browser=is_here,
    )


def _by_scope(signed: Iterable[Consent]) -> dict[Scope, ConsentScope]:
    rows = {row.scope: row for consent in signed for row in consent.left()}
    return {scope: rows[scope] for scope in Scope if scope in rows}


def _ended_on(signed: list[Consent], now: datetime) -> date | None:
    """Of what the client did not stop: for a while they are asked whether that is what they want."""
    ended = [one for one in signed if one.revoked_at is None and one.scopes and one.expires_at <= now]
    newest = max(ended, key=lambda one: one.expires_at, default=None)
    is_news = newest is not None and now - newest.expires_at < rules.NEWS_FOR
    return newest.ends_on if newest and is_news else None
