"""A finished measure as a QuestionnaireResponse, and its numbers as observations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from companion.overviews.export.rows import Said
from companion.overviews.export.speech import LOINC, Resource, local, loinc, observed, to
from companion.records.assessments import library
from companion.records.assessments.library import TOTAL, Instrument
from companion.records.assessments.rules import Item

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
ANSWERS = "urn:iop-companion:answers"
# The three numbers of the BAM-IOP, which are never added.
SCALES = {"use": "use-scale", "risk": "risk-scale", "protective": "protective-scale", TOTAL: "total"}


def response(row: Said, client: str) -> Resource:
    asked = _asked(row)
    given = json.loads(row["content"])["given"]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": row["id"],
        "questionnaire": _canonical(asked),
        "status": "completed",
        "subject": to(client),
        "authored": row["finished_at"],
        "source": to(client),
        "item": [_item(asked, one, given.get(one.id)) for one in asked.items],
    }


def totals(row: Said, client: str) -> Iterator[Resource]:
    """Each scale is a number of its own, or none."""
    asked = _asked(row)
    for scale, number in (row["numbers"] or {}).items():
        is_total = scale == TOTAL and asked.total
        code = loinc(asked.total) if is_total else local(SCALES[scale])
        found = observed(
            str(uuid5(UUID(row["id"]), scale)), client, code, row["finished_at"], number, category="survey"
        )
        yield {**found, "derivedFrom": [to(row["id"])]}


def _asked(row: Said) -> Instrument:
    return library.instrument(row["instrument_key"], row["instrument_version"])


def _canonical(asked: Instrument) -> str:
    return f"{LOINC}/q/{asked.panel}" if asked.panel else f"urn:iop-companion:{asked.key}|{asked.version}"


def _item(asked: Instrument, item: Item, value: int | None) -> Resource:
    found: Resource = {"linkId": f"/{item.loinc or item.id}", "text": item.text}
    return found if value is None else {**found, "answer": [_answer(asked, item, value)]}


def _answer(asked: Instrument, item: Item, value: int) -> dict[str, Any]:
    option = next((one for one in item.options if one.value == value), None)
    if option is None:
        return {"valueInteger": value}
    code = (LOINC, option.loinc) if option.loinc else (f"{ANSWERS}:{asked.key}", str(value))
    ordinal = [{"url": ORDINAL, "valueDecimal": value}]
    coding = {"extension": ordinal, "system": code[0], "code": code[1], "display": option.label}
    return {"valueCoding": coding}
