"""The bundle is FHIR R4, whole in itself, and the same however often it is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from fhir.resources.R4B.bundle import Bundle
from flask import Flask

from companion.accounts.models import Person
from companion.accounts.queries import person_by_email
from companion.core.db import db
from companion.demo import clinic
from companion.overviews.export import bundle, questionnaires
from companion.records.assessments.models import Measure, content_of
from companion.records.cravings.models import Craving
from tests.cast import NOW, Cast
from tests.house.world import make_world

R4 = {
    "Appointment",
    "CarePlan",
    "CodeSystem",
    "Composition",
    "Consent",
    "Goal",
    "Observation",
    "Organization",
    "Patient",
    "Practitioner",
    "Provenance",
    "QuestionnaireResponse",
    "RelatedPerson",
}


def bundle_of(app: Flask, person_id: UUID) -> dict[str, Any]:
    with app.test_request_context():
        parts = bundle.parts_of(db.session.get_one(Person, person_id), NOW)
        return dict(json.loads("".join(parts)))


@pytest.fixture
def rosas(app: Flask, cast: Cast) -> dict[str, Any]:
    with app.app_context():
        make_world(cast)
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
        measure = Measure(**whose, instrument_key="phq9", instrument_version=1, begun_at=NOW, finished_at=NOW)
        measure.content, measure.numbers = content_of({"1": 2, "2": None}), {"total": None}
        craving = Craving(**whose | {"submission_id": uuid4()}, occurred_at=NOW, received_at=NOW)
        db.session.add_all([measure, craving])
        db.session.commit()
    return bundle_of(app, cast.rosa)


@pytest.fixture
def danas(app: Flask) -> dict[str, Any]:
    """The busiest client of the demo clinic."""
    with app.app_context():
        clinic.make(clients=2, weeks=4, now=NOW)
        dana = person_by_email("client@demo.example")
        assert dana
        dana_id = dana.id
    return bundle_of(app, dana_id)


@pytest.mark.parametrize("whose", ["rosas", "danas"])
def test_it_is_fhir_and_whole(request: pytest.FixtureRequest, whose: str) -> None:
    found: dict[str, Any] = request.getfixturevalue(whose)
    Bundle.model_validate(found)
    ids = [entry["fullUrl"] for entry in found["entry"]]
    assert len(ids) == len(set(ids)), "two resources of one id"
    assert set(references(found)) <= set(ids), "a reference that leads nowhere"
    kinds = {entry["resource"]["resourceType"] for entry in found["entry"]}
    assert kinds <= R4
    if whose == "danas":
        assert kinds == R4
    for entry in found["entry"]:
        assert [one["code"] for one in entry["resource"]["meta"]["security"]] == ["R", "ETH", "42CFRPart2"]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["reference"]] if isinstance(value.get("reference"), str) else [])
        for one in value.values():
            yield from references(one)
    if isinstance(value, list):
        for one in value:
            yield from references(one)


def test_ids_are_the_same_in_every_export(app: Flask, cast: Cast, rosas: dict[str, Any]) -> None:
    assert bundle_of(app, cast.rosa) == rosas


def test_what_was_not_answered_is_absent_and_never_zero(rosas: dict[str, Any]) -> None:
    made = [entry["resource"] for entry in rosas["entry"]]
    responses = [one for one in made if one["resourceType"] == "QuestionnaireResponse"]
    answered = next(one for one in responses if one["questionnaire"] == "http://loinc.org/q/44249-1")
    items = {one["linkId"]: one for one in answered["item"]}
    coding = items["/44250-9"]["answer"][0]["valueCoding"]
    assert (coding["code"], coding["extension"][0]["valueDecimal"]) == ("LA6570-1", 2)
    assert "answer" not in items["/44255-8"]
    observed = [
        (one["code"]["coding"][0]["code"], one) for one in made if one["resourceType"] == "Observation"
    ]
    total = next(one for code, one in observed if code == "44261-6")
    assert "valueInteger" not in total and total["dataAbsentReason"]
    cravings = [one for code, one in observed if code == "craving"]
    assert any("valueInteger" not in one and "dataAbsentReason" in one for one in cravings)


@pytest.mark.parametrize("field", ["status", "code", "subject"])
def test_the_validator_sees_what_is_wrong_inside(rosas: dict[str, Any], field: str) -> None:
    observation = next(
        entry["resource"] for entry in rosas["entry"] if entry["resource"]["resourceType"] == "Observation"
    )
    observation[field] = {"nonsense": True}
    with pytest.raises(ValueError, match=field):
        Bundle.model_validate(rosas)


def test_the_three_numbers_of_the_bam_are_never_one() -> None:
    row = {
        "id": str(uuid4()),
        "instrument_key": "bam_iop",
        "instrument_version": 1,
        "numbers": {"use": 3, "risk": 4, "protective": 5},
        "finished_at": NOW.isoformat(),
    }
    found = list(questionnaires.totals(row, str(uuid4())))
    assert [one["valueInteger"] for one in found] == [3, 4, 5]
