"""A plan as it is read: its parts in order, each line in words, and what was said about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from companion.accounts.models import Person
from companion.records.plan import queries, rules, wording
from companion.records.plan.models import PlanComment, PlanLine
from companion.records.plan.rules import Part, Risk
from companion.records.plan.wording import Heading


@dataclass(frozen=True)
class Said:
    """A line, and its words in the reader's language."""

    line: PlanLine
    words: str


@dataclass(frozen=True)
class ShownPart:
    part: Part
    heading: Heading
    lines: list[Said]


def parts_of(client: Person, skills: Mapping[str, str]) -> list[ShownPart]:
    """Every part, in the order of the page. ``skills`` are the titles by key, which another feature knows."""
    lines = [Said(line, words_of(line, skills)) for line in queries.lines_of(client)]
    return [
        ShownPart(part, wording.PARTS[part], [said for said in lines if said.line.part == part])
        for part in Part
    ]


def words_of(line: PlanLine, skills: Mapping[str, str]) -> str:
    if line.part == Part.ACTION and line.topic:
        return skills.get(line.topic, line.topic)
    return line.words or wording.said(line.part, line.topic)


def by_risk(triggers: ShownPart) -> dict[Risk, list[Said]]:
    """For the counselor: all eight kinds, also those that the client named nothing of."""
    return {risk: [said for said in triggers.lines if said.line.kind_of_risk == risk] for risk in rules.Risk}


def comments_by_subject(client: Person) -> dict[str, list[PlanComment]]:
    found = queries.comments_of(client)
    return {about: [one for one in found if one.about == about] for about in rules.SUBJECTS}


def topic_groups(part: Part, skills: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """What can be ticked for that part: a title, and words by topic. Nothing where only own words fit."""
    stages = [(stage, [sign for sign in rules.SIGNS if rules.SIGNS[sign] == stage]) for stage in rules.Stage]
    groups: dict[Part, list[tuple[Any, dict[str, Any]]]] = {
        Part.TRIGGER: [
            (wording.OUTSIDE, {topic: wording.TRIGGERS[topic] for topic in rules.OUTSIDE}),
            (wording.INSIDE, {topic: wording.TRIGGERS[topic] for topic in rules.INSIDE}),
        ],
        Part.SIGN: [
            (wording.STAGES[one], {sign: wording.SIGNS[sign] for sign in signs}) for one, signs in stages
        ],
        Part.ACTION: [(wording.SKILLS, dict(skills))],
    }
    return [
        (str(title), {topic: str(words) for topic, words in topics.items()})
        for title, topics in groups.get(part, [])
    ]


def offered_groups(client: Person, part: Part, skills: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The same without what is in the plan already."""
    taken = {line.topic for line in queries.lines_of(client, part)}
    left = [
        (title, {topic: words for topic, words in topics.items() if topic not in taken})
        for title, topics in topic_groups(part, skills)
    ]
    return [(title, topics) for title, topics in left if topics]
