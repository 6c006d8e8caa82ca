"""The skills, read once from the content files: each in English and Spanish, side by side."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from companion.records.skills import rules
from companion.records.skills.rules import Guide, Guided

CONTENT = Path(__file__).parent / "content"
WAITING = "waiting"
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
        return self.key.replace("_", "-")

    def said_in(self, language: str) -> Words:
        return self.words[language]


@cache
def skills() -> tuple[Skill, ...]:
    """Every skill, in the library's order."""
    return tuple(_read(CONTENT / f"{key}.toml") for key in ORDER)


def skill(key: str) -> Skill | None:
    return next((one for one in skills() if one.key == key), None)


def skill_at(slug: str) -> Skill | None:
    return next((one for one in skills() if one.slug == slug), None)


def _read(path: Path) -> Skill:
    content = tomllib.loads(path.read_text())
    words = {language: _words(content[language]) for language in ("en", "es")}
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


def _words(content: dict[str, Any]) -> Words:
    return Words(**{**content, "steps": tuple(content["steps"])})
