"""What each kind of worksheet asks for, and in which order reasons stand.

Source: the thought record of cognitive behavioral therapy (situation, automatic thought, feeling from 0 to
100, evidence for and against, a fairer thought, the feeling again); refusal skills as NIAAA teaches them, a
short line each for friends, family and work; recalling one's own reasons (NIDA).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

WEAKEST, STRONGEST = 0, 100


class Kind(StrEnum):
    REFUSAL = "refusal"
    THOUGHT = "thought"
    REASON = "reason"


class Who(StrEnum):
    """Whom the client says no to."""

    FRIEND = "friend"
    FAMILY = "family"
    WORK = "work"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


QUESTIONS: Mapping[Kind, tuple[str, ...]] = {
    Kind.REASON: ("words",),
    Kind.REFUSAL: ("who", "words"),
    Kind.THOUGHT: (
        "situation",
        "thought",
        "feeling",
        "before",
        "evidence_for",
        "evidence_against",
        "fairer",
        "after",
    ),
}
T = TypeVar("T")


def answered(kind: Kind, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to this kind's questions and no others; None where one was left out."""
    return {question: answers.get(question) for question in QUESTIONS[kind]}


def moved(places: Sequence[T], one: T, direction: Direction) -> list[T]:
    """One place up or down. The first cannot go up, nor the last down."""
    order = list(places)
    here = order.index(one)
    there = here + (-1 if direction == Direction.UP else 1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order
