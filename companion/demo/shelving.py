"""The demo clinic's own library: new words for one skill, and one that it added."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, update

from companion.core.db import db, new_id
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Clinic
from companion.records.attendance.models import Taught
from companion.records.cravings.models import Craving
from companion.records.skills import editing
from companion.records.skills.library import skill
from companion.records.skills.models import Pick, Practice

# What names a skill, and when it did.
NAMING: tuple[tuple[Any, Any], ...] = (
    (Craving, Craving.occurred_at),
    (Pick, Pick.picked_at),
    (Practice, Practice.practiced_at),
    (Taught, Taught.taught_at),
)


def shelve(clinic: Clinic) -> None:
    added, changed = read("library")["added"], read("library")["changed"]
    known = skill(changed["key"])
    if known:
        editing.change(
            known,
            _content(changed),
            made_from=known.version,
            by=clinic.admin,
            at=_at(changed, clinic.days),
        )
    editing.add(_content(added), submission=new_id(), by=clinic.admin, at=_at(added, clinic.days))


def name_versions(days: Days) -> None:
    """Everything that names the changed skill was done with the words of its own time."""
    changed = read("library")["changed"]
    for model, at in NAMING:
        is_later = and_(model.skill_key == changed["key"], at >= _at(changed, days))
        version = case((is_later, 2), else_=1)
        db.session.execute(update(model).where(model.skill_key.is_not(None)).values(skill_version=version))


def _content(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("minutes", "tags", "en", "es")}


def _at(told: dict[str, Any], days: Days) -> datetime:
    return days.now - timedelta(days=told["days_ago"])
