"""The part of a brief about skills: what was practised, and what the client is asked to practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core import words
from companion.overviews.caseload.rules import Share
from companion.overviews.caseload.windows import Windows
from companion.records.cravings.models import Craving
from companion.records.skills import asking
from companion.records.skills import queries as practices
from companion.records.skills.asking import Weekly
from companion.records.skills.models import Pick, Practice
from companion.records.skills.shelves import Shelf, shelf_of

A_DAY = timedelta(days=1)
# More than anybody logs between two sessions: the numbers below are whole.
MOST = 5000


@dataclass(frozen=True)
class Practised:
    """How often a skill was used, with a craving or on its own, and the pairs that were rated.

    Its title is that of the words that were used last.
    """

    title: str
    times: int
    pairs: tuple[tuple[int, int], ...]

    @property
    def lower(self) -> int:
        """Of the pairs, in how many it was less afterwards."""
        return sum(after < before for before, after in self.pairs)


@dataclass(frozen=True)
class Done:
    """One time that a skill was used."""

    at: datetime
    skill_version: int | None
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Practising:
    """``share`` is practice done of practice asked for; of none where nothing is asked."""

    practised: list[Practised]
    asked: list[Weekly]
    share: Share
    share_before: Share
    logged: list[Practice]
    shelf: Shelf


def practising_of(client: Person, recent: Sequence[Craving], windows: Windows) -> Practising:
    shelf, now = shelf_of(client.program_id), windows.now
    since = min(windows.before, asking.week_began(client, now))
    found = practices.practices_of(client, since=since, limit=MOST)
    picks = practices.picks_since(client, windows.before)
    logged = [one for one in found if one.practiced_at >= windows.since]
    return Practising(
        practised=_practised(shelf, recent, logged),
        asked=asking.weekly(client, picks, found, now),
        share=_share(picks, found, windows.since, now, client.zone),
        share_before=_share(picks, found, windows.before, windows.since, client.zone),
        logged=logged,
        shelf=shelf,
    )


def _practised(shelf: Shelf, recent: Sequence[Craving], logged: Sequence[Practice]) -> list[Practised]:
    by_key: dict[str, list[Done]] = {}
    for one in recent:
        if one.skill_key:
            done = Done(one.occurred_at, one.skill_version, one.strength, one.strength_after)
            by_key.setdefault(one.skill_key, []).append(done)
    for each in logged:
        done = Done(each.practiced_at, each.skill_version, each.before, each.after)
        by_key.setdefault(each.skill_key, []).append(done)
    found = [_practised_skill(key, shelf, times) for key, times in by_key.items()]
    return sorted(found, key=lambda one: -one.times)


def _practised_skill(key: str, shelf: Shelf, times: list[Done]) -> Practised:
    last = max(times, key=lambda one: one.at)
    rated = tuple(
        (one.before, one.after) for one in times if one.before is not None and one.after is not None
    )
    return Practised(shelf.title_as(key, last.skill_version, words.language()), len(times), rated)


def _share(
    picks: Sequence[Pick], found: Sequence[Practice], since: datetime, until: datetime, zone: str
) -> Share:
    """How often what was asked for was practised. What is asked a week is asked for part of it in part."""
    asked: dict[str, float] = {}
    for pick in picks:
        days = _days_asked(pick, since, until, zone)
        if days > 0:
            asked[pick.skill_key] = asked.get(pick.skill_key, 0) + pick.times_a_week * days / 7
    times = [one for one in found if since <= one.practiced_at <= until]
    done = sum(one.skill_key in asked for one in times) if asked else len(times)
    return Share(done, sum(max(1, round(much)) for much in asked.values()))


def _days_asked(pick: Pick, since: datetime, until: datetime, zone: str) -> float:
    ends = [until, *([pick.ended_at] if pick.ended_at else [])]
    if pick.until_on:
        ends.append(datetime.combine(pick.until_on + A_DAY, time.min, ZoneInfo(zone)).astimezone(UTC))
    return (min(ends) - max(since, pick.picked_at)) / A_DAY
