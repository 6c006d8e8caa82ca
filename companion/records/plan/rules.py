"""What a recovery plan and a safety plan are made of.

Sources: the eight kinds of high-risk situation are Marlatt and Gordon's (five within the person, three
between people); triggers outside and inside are those that NIDA and relapse-prevention work name; a return
to use is often seen coming weeks before, first in feelings and care for oneself, then in thoughts. Which of
the eight each trigger belongs to is our own reading: it groups a page for the counselor and scores nothing.
The six headings of the safety plan are our own words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

WORDS_MOST = 160
ANSWER_MOST = 500
LINES_MOST = 20
WEEKS_LISTED = 8
T = TypeVar("T")


class Part(StrEnum):
    """What the client lists, in the order of the page."""

    TRIGGER = "trigger"
    SIGN = "sign"
    ACTION = "action"
    SCRIPT = "script"
    PLACE = "place"
    REASON = "reason"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Risk(StrEnum):
    """The eight kinds of high-risk situation, in Marlatt and Gordon's order."""

    HARD_FEELING = "hard_feeling"
    BODY = "body"
    GOOD_FEELING = "good_feeling"
    TESTING = "testing"
    URGE = "urge"
    CONFLICT = "conflict"
    PRESSURE = "pressure"
    GOOD_TIME = "good_time"


OUTSIDE: Mapping[str, Risk] = {
    "people": Risk.PRESSURE,
    "place": Risk.URGE,
    "things": Risk.URGE,
    "payday": Risk.URGE,
    "time_of_day": Risk.URGE,
    "media": Risk.URGE,
    "event": Risk.GOOD_TIME,
    "argument": Risk.CONFLICT,
}
INSIDE: Mapping[str, Risk] = {
    "bored": Risk.HARD_FEELING,
    "lonely": Risk.HARD_FEELING,
    "angry": Risk.HARD_FEELING,
    "sad": Risk.HARD_FEELING,
    "worried": Risk.HARD_FEELING,
    "ashamed": Risk.HARD_FEELING,
    "stress": Risk.HARD_FEELING,
    "tired": Risk.BODY,
    "hungry": Risk.BODY,
    "pain": Risk.BODY,
    "bad_sleep": Risk.BODY,
    "excited": Risk.GOOD_FEELING,
    "celebrating": Risk.GOOD_TIME,
}
TRIGGERS: Mapping[str, Risk] = {**OUTSIDE, **INSIDE}


class Stage(StrEnum):
    """When a sign tends to show: first in feelings and care for oneself, later in thoughts."""

    FEELINGS = "feelings"
    THOUGHTS = "thoughts"


SIGNS: Mapping[str, Stage] = {
    "self_care": Stage.FEELINGS,
    "alone": Stage.FEELINGS,
    "bottled_up": Stage.FEELINGS,
    "missed_meetings": Stage.FEELINGS,
    "sleep": Stage.FEELINGS,
    "eating": Stage.FEELINGS,
    "old_people": Stage.THOUGHTS,
    "old_places": Stage.THOUGHTS,
    "good_old_days": Stage.THOUGHTS,
    "bargaining": Stage.THOUGHTS,
    "lying": Stage.THOUGHTS,
    "planning": Stage.THOUGHTS,
}


class Step(StrEnum):
    """The six headings of the safety plan, in the order in which they are asked."""

    SIGNS = "signs"
    ACTIONS = "actions"
    PLACES = "places"
    PEOPLE = "people"
    PROFESSIONALS = "professionals"
    SAFER = "safer"


STEPS = tuple(Step)


class About(StrEnum):
    """What a comment can be about besides one part."""

    WHOLE = "whole"
    WEEK = "week"
    SAFETY = "safety"


SUBJECTS = (*About, *Part)
# A chip of the client's own, among those that name what set off a craving.
OWN = "own:"


def chip_of(line_id: UUID) -> str:
    return f"{OWN}{line_id}"


def risk(topic: str, chosen: str) -> Risk | None:
    """Of a trigger from the list, or of one in the client's own words with the kind they chose."""
    return TRIGGERS[topic] if topic else Risk(chosen) if chosen else None


def lines_in(answer: str) -> list[str]:
    """What stands on each line, without the empty ones."""
    return [line for line in (part.strip() for part in answer.splitlines()) if line]


def monday_of(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def following(step: Step) -> Step | None:
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def moved(places: Sequence[T], one: T, direction: Direction, *, unlisted: Collection[T] = ()) -> list[T]:
    """One place up or down among those who are listed. The first cannot go up, nor the last down."""
    order = list(places)
    listed = [each for each in order if each not in unlisted]
    there = listed.index(one) + (-1 if direction == Direction.UP else 1)
    if 0 <= there < len(listed):
        here, other = order.index(one), order.index(listed[there])
        order[here], order[other] = order[other], order[here]
    return order
