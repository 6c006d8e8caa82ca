"""What one client writes, in their own language."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from companion.demo.content import Deck, read
from companion.records.journal.models import Audience

LIVES = ("kids", "work", "school")


class Voice:
    """Puts lines together so that one client hardly ever says the same thing twice."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self._words, self._rng = read("words")[language], rng
        self._decks: dict[str, Deck] = {}
        happened = self._words["journal"]["happened"]
        lives = rng.sample(LIVES, rng.choice((1, 1, 2)))
        own = [line for life in lives for line in happened[life]]
        self._decks["happened"] = Deck([*happened["everyone"], *own], rng)

    def craving(self, trigger: str | None, outcome: str | None) -> str:
        parts = [self._maybe("craving.where", 0.5)]
        parts += [self._draw(f"craving.notes.{trigger}")] if trigger else []
        parts += [self._maybe(f"craving.endings.{outcome}", 0.7)] if outcome else []
        return _joined(parts)

    def practice(self) -> str:
        return _joined([self._maybe("practice.how", 0.7), self._draw("practice.went")])

    def entry(self, audience: Audience) -> str:
        is_for_session = audience == Audience.SESSION
        last = "journal.ask" if is_for_session else "journal.next"
        parts = [self._draw("happened"), self._maybe("journal.felt", 0.8)]
        return _joined([*parts, self._maybe(last, 1.0 if is_for_session else 0.6)])

    def entry_after_use(self) -> str:
        return _joined([self._draw("journal.used"), self._draw("journal.felt"), self._draw("journal.ask")])

    def contact(self) -> dict[str, str]:
        """Another person in the client's life, all but the number."""
        name, relation, _ = self.somebody()
        return {
            "name": name,
            "relation": relation,
            "when_to_call": self._draw("contacts.when_to_call"),
            "ready_line": self._draw("contacts.ready_line"),
        }

    def somebody(self) -> tuple[str, str, str]:
        """A name, what they are to the client, and their pronouns, which fit together."""
        group = self._rng.choice(("she", "he", "she", "he", "they"))
        name, relation = self._draw(f"names.{group}"), self._draw(f"relations.{group}")
        return name, relation, self._words["pronouns"][group]

    def _maybe(self, pool: str, chance: float) -> str:
        return self._draw(pool) if self._rng.random() < chance else ""

    def _draw(self, pool: str) -> str:
        if pool not in self._decks:
            self._decks[pool] = Deck(_find(self._words, pool), self._rng)
        return self._decks[pool].draw()


def _find(words: dict[str, Any], pool: str) -> Sequence[str]:
    found: Any = words
    for name in pool.split("."):
        found = found[name]
    lines: Sequence[str] = found
    return lines


def _joined(parts: Sequence[str]) -> str:
    return " ".join(filter(None, parts))
