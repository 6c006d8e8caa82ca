"""What a client is asked to practice, and what came of it this week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core import words
from companion.records.skills import queries, rules
from companion.records.skills.models import Pick, Practice

# Of a note on a page that is not the client's own.
NOTE_WORDS = 6


@dataclass(frozen=True)
class Weekly:
    """``done`` is how often since Monday, ``pairs`` those times that have both numbers, newest first.

    ``note`` is what the client wrote of it last, this week.
    """

    pick: Pick
    done: int
    pairs: list[tuple[int, int]]
    note: str

    @property
    def note_said(self) -> str:
        return words.beginning(self.note, NOTE_WORDS)


def week_began(client: Person, now: datetime) -> datetime:
    return rules.week_of(now, ZoneInfo(client.zone))[0]


def asked_this_week(client: Person, now: datetime) -> list[Weekly]:
    since, today = rules.week_of(now, ZoneInfo(client.zone))
    return weekly(client, queries.picks_of(client, today), queries.practices_of(client, since=since), now)


def weekly(
    client: Person, picks: Iterable[Pick], practices: Sequence[Practice], now: datetime
) -> list[Weekly]:
    """Of picks and practice that were read already: those that are asked for today, the newest first."""
    since, today = rules.week_of(now, ZoneInfo(client.zone))
    live = [one for one in picks if one.ended_at is None and (one.until_on is None or one.until_on >= today)]
    return [_weekly(pick, [one for one in practices if one.practiced_at >= since]) for pick in live]


def _weekly(pick: Pick, practices: Sequence[Practice]) -> Weekly:
    times = [one for one in practices if one.skill_key == pick.skill_key]
    pairs = [(one.before, one.after) for one in times if one.before is not None and one.after is not None]
    return Weekly(pick, len(times), pairs, next((one.note for one in times if one.note), ""))
