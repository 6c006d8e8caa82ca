"""The part of a brief about skills: what was practised, and what the client is asked to practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from companion.accounts.models import Person
from companion.core import words
from companion.records.cravings.models import Craving
from companion.records.skills import queries as practices
from companion.records.skills.shelves import Shelf, shelf_of


@dataclass(frozen=True)
class Practised:
    """How often a skill was used, with a craving or on its own, and the pairs that were rated.

    Its title is that of the words that were used last.
    """

    title: str
    times: int
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Asked:
    """A skill that the client is asked to practice, and how often they did this week."""

    title: str
    done: int
    times: int
    until_on: date | None
    is_retired: bool


@dataclass(frozen=True)
class Done:
    """One time that a skill was used."""

    at: datetime
    skill_version: int | None
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Practising:
    practised: list[Practised]
    asked: list[Asked]


def practising_of(client: Person, recent: list[Craving], since: datetime, now: datetime) -> Practising:
    shelf = shelf_of(client.program_id)
    return Practising(_practised(client, shelf, recent, since), _asked(client, shelf, now))


def _practised(client: Person, shelf: Shelf, recent: list[Craving], since: datetime) -> list[Practised]:
    by_key: dict[str, list[Done]] = {}
    for one in recent:
        if one.skill_key:
            done = Done(one.occurred_at, one.skill_version, one.strength, one.strength_after)
            by_key.setdefault(one.skill_key, []).append(done)
    for each in practices.practices_of(client, since=since):
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


def _asked(client: Person, shelf: Shelf, now: datetime) -> list[Asked]:
    return [
        Asked(
            title=shelf.title_now(pick.skill_key, pick.skill_version, words.language()),
            done=one.done,
            times=pick.times_a_week,
            until_on=pick.until_on,
            is_retired=pick.skill_key in shelf.retired,
        )
        for one in practices.asked_of(client, now)
        for pick in [one.pick]
    ]
