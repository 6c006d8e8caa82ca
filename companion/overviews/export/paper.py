"""The record to read and to print: one page that needs nothing else, neither a style nor a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from flask import render_template

from companion.access import looks, notice
from companion.accounts.models import Person
from companion.core.words import language, moment
from companion.overviews.export import rows
from companion.overviews.export.kinds import KINDS
from companion.overviews.export.rows import Said
from companion.overviews.export.sections import SECTIONS, Section
from companion.programs import queries as programs
from companion.records.assessments import library
from companion.records.assessments.wording import SCALES
from companion.records.home import wording as home
from companion.records.home.rules import Question
from companion.records.plan import wording as plan
from companion.records.plan.rules import Part, Step
from companion.records.skills import shelves


def parts_of(client: Person, at: datetime) -> Iterator[str]:
    """The page in parts. What is in it was written by people, and is text wherever it stands."""
    names = {one["id"]: one["name"] for one in rows.people_of(client)} | {str(client.id): client.name}
    names |= _skills(client)
    about = {"client": client, "program": programs.program(client.program_id), "notice": notice, "at": at}
    yield render_template("export/file_head.html", **about, language=language())
    for section in SECTIONS:
        yield render_template("export/file_section.html", section=section)
        kind = next(one for one in KINDS if one.name == section.kind)
        for page in rows.pages_of(kind, client):
            shown = [_cells(section, row, client, names) for row in filter(rows.is_standing, page)]
            yield render_template("export/file_rows.html", rows=shown)
        yield "</tbody></table></section>\n"
    yield "</main></body></html>\n"


def _cells(section: Section, row: Said, client: Person, names: dict[str, str]) -> list[Any]:
    return [_shown(section, name, row[name], client.zone, names) for name in section.columns]


def _shown(section: Section, name: str, value: Any, zone: str, names: dict[str, str]) -> Any:
    if value is None or value == "":
        return ""
    if name in section.coded:
        return section.coded[name].get(value, value)
    special = SPECIAL.get((section.kind, name))
    if special:
        value = special(value)
    if name.endswith("_at") or name == "at":
        return moment(datetime.fromisoformat(value), zone)
    return names.get(str(value), value)


def _topic(topic: str) -> Any:
    return plan.TRIGGERS.get(topic) or plan.SIGNS.get(topic, topic)


def _home(content: str) -> str:
    said = json.loads(content)
    return " ".join(
        f"{home.QUESTIONS[Question(asked)]} {home.ANSWERS[given]}." for asked, given in said.items()
    )


SPECIAL: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("plan_lines", "part"): lambda value: plan.PARTS[Part(value)].title,
    ("safety_plan", "step"): lambda value: plan.STEPS[Step(value)].title,
    ("measures", "instrument_key"): lambda value: library.newest(value).short_name,
    ("measures", "numbers"): lambda value: ", ".join(
        f"{SCALES[name]}: {number}" for name, number in value.items() if number is not None
    ),
    ("plan_lines", "topic"): _topic,
    ("home_checks", "content"): _home,
    ("looks", "what"): looks.part_of,
    ("looks", "purpose"): looks.purpose_of,
}


def _skills(client: Person) -> dict[str, str]:
    return {skill.key: skill.said_in(language()).title for skill in shelves.shelf_of(client.program_id).every}
