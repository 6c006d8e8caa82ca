"""The library in words for those who work with it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from companion.core.words import _, _l, _n, clock_time, day
from companion.records.skills.library import OWN, Skill
from companion.records.skills.shelves import Shelf
from companion.records.skills.wording import TAGS


class What(StrEnum):
    """What was done to a skill."""

    ADDED = "added"
    BROUGHT_BACK = "brought_back"
    CAME = "came"
    CHANGED = "changed"
    RETIRED = "retired"


SAID = {
    What.ADDED: _l("Added"),
    What.BROUGHT_BACK: _l("Brought back"),
    What.CAME: _l("The words that come with the app"),
    What.CHANGED: _l("New words"),
    What.RETIRED: _l("Retired"),
}


def origin(skill: Skill, shelf: Shelf) -> str:
    if skill.kind == OWN:
        return _("Added by the program")
    if shelf.has_words_of_program(skill.key):
        return _("Changed by the program")
    return _("As it comes with the app")


def is_changed(skill: Skill, shelf: Shelf) -> bool:
    return skill.kind == OWN or shelf.has_words_of_program(skill.key)


def minutes(skill: Skill) -> str:
    """Such as "2 to 5 minutes"."""
    least, most = skill.minutes
    if least == most:
        return _n("%(num)d minute", "%(num)d minutes", most)
    return _("%(least)d to %(most)d minutes", least=least, most=most)


def tags(skill: Skill) -> str:
    return ", ".join(str(words) for key, words in TAGS.items() if key in skill.tags)


def when(at: datetime, zone: str) -> str:
    """Such as ``Thu, Nov 26, 2026, 6:00 PM``: a history can be years old."""
    return f"{day(at.astimezone(ZoneInfo(zone)).date(), with_year=True)}, {clock_time(at, zone)}"
