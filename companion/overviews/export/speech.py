"""How FHIR says the few things that every resource of an export says."""

from __future__ import annotations

from typing import Any

Resource = dict[str, Any]

LOINC = "http://loinc.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
LOCAL = "urn:iop-companion:codes"
# Restricted; about substance use; under 42 CFR Part 2.
META = {
    "security": [
        {"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"},
        {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "ETH"},
        {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "42CFRPart2"},
    ]
}
NAMES = {
    "craving": "Craving, 0 to 10",
    "strength-after": "Craving afterwards, 0 to 10",
    "skill": "Skill used",
    "check-in": "Daily check-in",
    "mood": "Mood, 0 to 4",
    "sleep": "Hours of sleep",
    "strongest": "Strongest craving of the day, 0 to 10",
    "used": "Whether the client used",
    "use": "Day on which the client used",
    "around": "What was going on",
    "skill-practice": "Practice of a skill",
    "before": "Before, 0 to 10",
    "after": "Afterwards, 0 to 10",
    "home-check": "Home check",
    "journal-entry": "Journal entry",
    "bam_iop": "Brief Addiction Monitor, IOP",
    "use-scale": "BAM-IOP use",
    "risk-scale": "BAM-IOP risk",
    "protective-scale": "BAM-IOP protective factors",
    "total": "Sum of the answers",
}
CODES: Resource = {
    "resourceType": "CodeSystem",
    "id": "1d9e4e0c-6a8e-5d6b-9c1f-3f0b6f1d7a20",
    "url": LOCAL,
    "status": "active",
    "content": "complete",
    "concept": [{"code": code, "display": name} for code, name in NAMES.items()],
}


def to(row_id: object) -> dict[str, str]:
    return {"reference": f"urn:uuid:{row_id}"}


def local(code: str) -> Resource:
    return {"coding": [{"system": LOCAL, "code": code, "display": NAMES[code]}]}


def loinc(code: str) -> Resource:
    return {"coding": [{"system": LOINC, "code": code}]}


def notes(text: str | None) -> Resource:
    return {"note": [{"text": text}]} if text else {}


def observed(row_id: str, client: str, code: Resource, at: str, value: Any, *, category: str) -> Resource:
    """No number is no number: it says that it is absent, and is never zero."""
    found: Resource = {
        "resourceType": "Observation",
        "id": row_id,
        "status": "final",
        "category": [{"coding": [{"system": CATEGORY, "code": category}]}],
        "code": code,
        "subject": to(client),
        "effectiveDateTime": at,
    }
    if value is None or value == "":
        absent = {"coding": [{"system": ABSENT, "code": "unknown"}]}
        return {**found, "dataAbsentReason": absent}
    return {**found, "valueInteger" if isinstance(value, int) else "valueString": value}
