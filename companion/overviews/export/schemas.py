"""What an export's JSON holds, as a JSON Schema: made from the tables, so that it cannot be out of date."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Column

from companion.accounts.rules import Role
from companion.core.sealed import Sealed
from companion.overviews.export.kinds import KINDS, Kind
from companion.overviews.export.rows import fields_of

FORMAT, VERSION = "companion-record", 1
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT, ID, MOMENT = (
    {"type": "string"},
    {"type": "string", "format": "uuid"},
    {"type": "string", "format": "date-time"},
)
TYPES: dict[Any, dict[str, Any]] = {
    UUID: ID,
    datetime: MOMENT,
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    dict: {"type": "object"},
}


def schema() -> dict[str, Any]:
    people = _object({"id": ID, "role": {"enum": [role.value for role in Role]}, "name": TEXT})
    own = dict.fromkeys(("name", "pronouns", "email", "language", "zone"), TEXT)
    whole = _object(
        {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "made_at": MOMENT,
            "notice": TEXT,
            "program": _object({"id": ID, "name": TEXT, "zone": TEXT, "language": TEXT}),
            "client": _object({"id": ID, **own, "since": MOMENT}),
            "people": {"type": "array", "items": people},
            "records": _object({kind.name: {"type": "array", "items": _row(kind)} for kind in KINDS}),
        }
    )
    return {"$schema": DRAFT, "title": "A client's record", **whole}


def _row(kind: Kind) -> dict[str, Any]:
    found = _object({name: _column(kind, name, column) for name, column in fields_of(kind).items()})
    return {"description": " ".join((kind.model.__doc__ or kind.name).split()), **found}


def _column(kind: Kind, name: str, column: Column[Any]) -> dict[str, Any]:
    if isinstance(vars(kind.model).get(name), Sealed):
        return TEXT
    said = TYPES.get(column.type.python_type, TEXT)
    return {**said, "type": [said["type"], "null"]} if column.nullable else said


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
