"""What an administrator fills in for a skill, and a second program beside Rosa's."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import actions as programs
from companion.records.skills import editing
from companion.records.skills.models import SkillVersion
from companion.records.skills.shelves import Shelf, shelf_of
from tests.cast import NOW, ZONE, Cast, make_person
from tests.groups.rosters import words_of
from tests.visitor import Visitor

FORM = {
    "made_from": "",
    "en_title": "Sit by a window",
    "en_summary": "Look out for a while.",
    "en_when": "Use it when the room feels small.",
    "en_steps": "Find a window.\nLook at one far thing.",
    "en_caution": "",
    "en_ending": "You gave yourself some room.",
    "es_title": "Siéntate junto a una ventana",
    "es_summary": "Mira afuera un rato.",
    "es_when": "Úsala cuando el cuarto se siente chico.",
    "es_steps": "Busca una ventana.\nMira una cosa lejana.",
    "es_caution": "",
    "es_ending": "Te diste un poco de espacio.",
    "least_minutes": "3",
    "most_minutes": "10",
    "tags": ["quiet", "no_sound"],
}
OWN_SLUG, OWN_KEY = "our-sit-by-a-window", "our_sit_by_a_window"


def filled(**changes: Any) -> dict[str, Any]:
    return {**FORM, "submission_id": str(uuid4()), **changes}


def renamed(**changes: Any) -> dict[str, Any]:
    """New words for a skill that comes with the app, in its first version."""
    return filled(made_from="1", en_title="Surf it", es_title="Súrfeala", **changes)


def content(**changes: Any) -> dict[str, Any]:
    words = {
        language: {
            **{
                name: FORM[f"{language}_{name}"] for name in ("title", "summary", "when", "caution", "ending")
            },
            "steps": FORM[f"{language}_steps"].splitlines(),
        }
        for language in ("en", "es")
    }
    return {"minutes": [3, 10], "tags": ["quiet", "no_sound"], **words, **changes}


def change(cast: Cast, key: str, **changes: Any) -> None:
    skill = shelf(cast).known(key)
    assert skill
    editing.change(skill, content(**changes), made_from=skill.version, by=ada(cast), at=NOW)


def retire(cast: Cast, key: str) -> None:
    skill = shelf(cast).known(key)
    assert skill
    editing.retire(skill, by=ada(cast), at=NOW)


def ada(cast: Cast) -> Person:
    return db.session.get_one(Person, cast.ada)


def shelf(cast: Cast) -> Shelf:
    return shelf_of(cast.program)


def versions() -> list[tuple[str, int, bool, bool]]:
    """Key, number, whether there are words, and whether it is retired."""
    found = db.session.scalars(select(SkillVersion).order_by(SkillVersion.skill_key, SkillVersion.number))
    return [(row.skill_key, row.number, row.content is not None, row.is_retired) for row in found]


def stored(app: Flask) -> list[tuple[str, int, bool, bool]]:
    with app.app_context():
        return versions()


def other_program(app: Flask) -> tuple[UUID, Visitor]:
    """Another clinic on the same installation, and its administrator."""
    with app.app_context():
        program = programs.create_program(name="Cedar House", zone=ZONE, language="en", at=NOW)
        make_person(program.id, Role.ADMIN, "Zed Admin")
        db.session.commit()
        return program.id, Visitor(app, "zed@test.example")


def offered(visitor: Visitor) -> list[str]:
    """What the visitor is offered after a craving."""
    answer = visitor.post("/cravings/new", submission_id=str(uuid4()), strength="7")
    return re.findall(r"/do/([a-z0-9-]+)", visitor.get(answer.location).text)


def said_on(html: str) -> str:
    """The words of a page as one reads them."""
    return re.sub(r" ([:,])", r"\1", words_of(html))
