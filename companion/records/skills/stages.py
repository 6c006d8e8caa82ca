"""Doing a skill: what a guided page has to know, whatever led there."""

from __future__ import annotations

from dataclasses import dataclass

from companion.records.skills import rules
from companion.records.skills.library import Skill

GROUNDING = "ground-54321"


@dataclass(frozen=True)
class Stage:
    """``entry`` names the timer on the client's device: an id or a skill's name, never a person's words.

    ``here`` is the page's own address; ``instead`` that of grounding, for those whom a caution fits.
    """

    skill: Skill
    entry: str
    here: str
    instead: str
    asked_step: int | None = None

    @property
    def step(self) -> int:
        return rules.step_shown(self.asked_step, len(self.skill.words["en"].steps))

    @property
    def more_seconds(self) -> int:
        return rules.more_seconds(self.skill.timer_seconds)

    @property
    def every_seconds(self) -> int:
        """How often the timer asks for a number; 0 for never."""
        return rules.RATE_EVERY_SECONDS if self.skill.guide.stage == rules.Guided.WAVE else 0
