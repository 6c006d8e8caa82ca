"""The skills that come with the app, read once from the content files: each in English and Spanish.

What a program's people see is its own shelf (``shelves.shelf_of``), never this list: a program changes,
adds and retires skills.

A content file whose words change gets the next version number, and a copy of it as it was stays in
``content/earlier`` as ``<key>.<version>.toml``: what was practised before keeps the words it had.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import Any

from companion.core.words import LANGUAGES
from companion.records.skills import rules
from companion.records.skills.rules import Guide, Guided

CONTENT = Path(__file__).parent / "content"
WAITING = "waiting"
# Waiting is what every other skill is compared with, and a caution offers grounding instead.
ALWAYS_OFFERED = frozenset({WAITING, "ground_54321"})
# The kind of a skill that a program added. Its key begins with what no key of ours ever begins with, so that
# a later release cannot bring a skill of the same name.
OWN = "own"
OWN_PREFIX = "our_"
LONGEST_KEY = 36
# The order in which the library is shown: the ones that need least reading come first.
ORDER = (
    "paced_breath",
    "urge_surf",
    "call_support",
    "ground_54321",
    "tipp_move",
    "tipp_cold",
    "four_ds",
    "play_tape",
    "recall_why",
    "self_talk",
    "halt",
    "pmr",
    "thought_record",
    "bact",
    "refusal",
    WAITING,
)


@dataclass(frozen=True)
class Words:
    title: str
    summary: str
    when: str
    steps: tuple[str, ...]
    caution: str
    ending: str


@dataclass(frozen=True)
class Skill:
    """``minutes`` is the shortest and the longest that it usually takes."""

    key: str
    version: int
    kind: str
    minutes: tuple[int, int]
    tags: tuple[str, ...]
    source: str
    words: MappingProxyType[str, Words]
    guide: Guide = field(default_factory=Guide)

    @property
    def timer_seconds(self) -> int:
        """How long its timer runs at first; 0 for a skill without one."""
        return rules.timer_seconds(self.guide, self.minutes)

    @property
    def slug(self) -> str:
        return slug_of(self.key)

    def said_in(self, language: str) -> Words:
        return self.words[language]


def slug_of(key: str) -> str:
    """What stands for the skill in addresses."""
    return key.replace("_", "-")


@cache
def skills() -> tuple[Skill, ...]:
    """Every skill that comes with the app, in the library's order."""
    return tuple(_made(_content(f"{key}.toml")) for key in ORDER)


def skill(key: str) -> Skill | None:
    return next((one for one in skills() if one.key == key), None)


def skill_as(key: str, version: int | None) -> Skill | None:
    """The skill as that version of it came with the app, now or in an earlier release."""
    known = skill(key)
    if known is None or known.version == version:
        return known
    return _earlier(key, version or 0)


def changed(key: str, version: int, content: Mapping[str, Any]) -> Skill:
    """A program's version of a skill. What it does not say stays as it came with the app."""
    own: dict[str, Any] = {"key": key, "kind": OWN, "source": ""}
    came = _content(f"{key}.toml") if key in ORDER else own
    words = {language: {**came.get(language, {}), **content[language]} for language in LANGUAGES}
    return _made({**came, **content, **words, "version": version})


def own_key(title: str, taken: Collection[str]) -> str:
    """What a skill of a program's own is called in addresses, after its English title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = OWN_PREFIX + ("_".join(re.findall("[a-z0-9]+", plain)) or "skill")
    stem = stem[:LONGEST_KEY].rstrip("_")
    numbered = (f"{stem}_{number}" for number in count(2))
    return next(key for key in chain([stem], numbered) if key not in taken)


@cache
def _earlier(key: str, version: int) -> Skill | None:
    name = f"earlier/{key}.{version}.toml"
    return _made(_content(name)) if (CONTENT / name).is_file() else None


@cache
def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text())


def _made(content: Mapping[str, Any]) -> Skill:
    words = {language: _words(content[language]) for language in LANGUAGES}
    low, high = content["minutes"]
    return Skill(
        key=content["key"],
        version=content["version"],
        kind=content["kind"],
        minutes=(low, high),
        tags=tuple(content["tags"]),
        source=content["source"],
        words=MappingProxyType(words),
        guide=_guide(**content.get("guide", {})),
    )


def _guide(stage: str = Guided.STEPS, seconds: int | None = None) -> Guide:
    return Guide(Guided(stage), seconds)


def _words(content: Mapping[str, Any]) -> Words:
    return Words(**{**content, "steps": tuple(content["steps"])})
