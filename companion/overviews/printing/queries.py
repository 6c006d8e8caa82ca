"""What stands on the paper: both plans in words, and the people with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core import words
from companion.core.words import _
from companion.overviews.printing import rules
from companion.overviews.printing.rules import Size
from companion.records.contacts import queries as contacts
from companion.records.plan import queries as plan
from companion.records.plan import reading, wording
from companion.records.plan.rules import About, Part, Step, monday_of
from companion.records.skills import shelves


@dataclass(frozen=True)
class Line:
    words: str
    call: str = ""


@dataclass(frozen=True)
class Block:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Sheet:
    """Not ``is_whole`` where there was no room for every line."""

    blocks: list[Block]
    size: Size
    is_whole: bool


@dataclass(frozen=True)
class Papers:
    """All of it, in the order of how much it is needed in a hard hour."""

    safety: list[Block]
    people: Block
    week: Block
    plan: dict[Part, Block]

    @property
    def blocks(self) -> list[Block]:
        """Those that say something."""
        every = (*self.safety, self.people, self.week, *self.plan.values())
        return [block for block in every if block.lines]

    @property
    def sheet(self) -> Sheet:
        """One page."""
        return _sheet(self.blocks, rules.PAGE)

    @property
    def panels(self) -> list[Sheet]:
        """Eight panels of one page: the safety plan, the people, and the reasons."""
        blocks = (*self.safety, self.people, self.plan[Part.REASON])
        return [_sheet([block], rules.PANEL) for block in blocks]


def papers_of(client: Person, now: datetime) -> Papers:
    titles = {
        skill.key: skill.said_in(words.language()).title
        for skill in shelves.shelf_of(client.program_id).every
    }
    parts = reading.parts_of(client, titles)
    return Papers(
        safety=_safety(client),
        people=_people(client),
        week=_week(client, now),
        plan={one.part: _block(one.heading.title, [said.words for said in one.lines]) for one in parts},
    )


def _safety(client: Person) -> list[Block]:
    answers = plan.answers_of(client)
    found = {step: [Line(one) for one in answers[step].lines] if step in answers else [] for step in Step}
    found[Step.PROFESSIONALS] = [*_always(), *found[Step.PROFESSIONALS]]
    return [Block(str(wording.STEPS[step].title), lines) for step, lines in found.items()]


def _always() -> list[Line]:
    return [
        Line(_("Call or text 988. Free. Any time."), "tel:988"),
        Line(_("In danger: call 911."), "tel:911"),
    ]


def _people(client: Person) -> Block:
    found = contacts.contacts_of(client)
    return Block(_("My people"), [Line(f"{one.name} · {one.phone}", one.call_link) for one in found])


def _week(client: Person, now: datetime) -> Block:
    goal = plan.goal_of(client, monday_of(now.astimezone(ZoneInfo(client.zone)).date()))
    return _block(wording.SUBJECTS[About.WEEK], [goal.words] if goal and goal.words else [])


def _block(title: Any, lines: list[str]) -> Block:
    return Block(str(title), [Line(one) for one in lines])


def _sheet(blocks: list[Block], sizes: Sequence[Size]) -> Sheet:
    fit = rules.fit([[line.words for line in block.lines] for block in blocks], sizes)
    printed = [Block(block.title, block.lines[: fit.most]) for block in blocks[: fit.parts]]
    return Sheet(printed, fit.size, is_whole=printed == blocks)
