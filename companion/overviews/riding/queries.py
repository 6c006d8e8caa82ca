"""What is offered for a craving: from the client's own pairs, pins and hides, and the care team's picks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.overviews.riding.rules import Place, fits
from companion.records.cravings import queries as cravings
from companion.records.skills import queries as practices
from companion.records.skills import rules, shelves
from companion.records.skills.library import Skill
from companion.records.skills.models import Choice
from companion.records.skills.rules import Pair, Reason, Record

TRIED_WITHIN = timedelta(days=366)


@dataclass(frozen=True)
class Offer:
    """``record`` is None where the skill was never rated before and after."""

    skill: Skill
    record: Record | None
    reason: Reason

    @property
    def has_own_words(self) -> bool:
        return self.record is not None and self.record.rated >= rules.ENOUGH_PAIRS


def offers_for(client: Person, place: Place | None, now: datetime) -> list[Offer]:
    """Three skills that fit the place; where fewer do, of all of them."""
    known = rules.records(_pairs(client), now)
    skills = {skill.key: skill for skill in shelves.shelf_of(client.program_id).skills}
    fitting = [key for key, skill in skills.items() if fits(skill.tags, place)]
    choices = practices.choices_of(client)
    hidden = {key for key, choice in choices.items() if choice == Choice.HIDE}
    shelf = fitting if len(set(fitting) - hidden) >= rules.OFFERED else list(skills)
    found = rules.offers(
        known,
        shelf,
        pinned=[key for key, choice in choices.items() if choice == Choice.PIN],
        hidden=hidden,
        picks=[pick.skill_key for pick in practices.picks_of(client, _day(client, now))],
        last_tried=_last_tried(client, now),
    )
    return [Offer(skills[key], known.get(key), reason) for key, reason in found]


def _pairs(client: Person) -> list[Pair]:
    """The client's own before and after, with a craving or in practice."""
    return [Pair(*pair) for pair in cravings.rated_pairs_of(client)] + practices.rated_pairs_of(client)


def _last_tried(client: Person, now: datetime) -> dict[str, datetime]:
    tried = practices.last_practiced_of(client)
    for key, times in cravings.skill_uses_of(client, now - TRIED_WITHIN).items():
        tried[key] = max(times[0], tried.get(key, times[0]))
    return tried


def _day(client: Person, now: datetime) -> date:
    return now.astimezone(ZoneInfo(client.zone)).date()
