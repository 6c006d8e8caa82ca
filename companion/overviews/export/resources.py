"""What each kind of row is in FHIR R4. A code that nobody confirmed is a local one: none is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from companion.overviews.export.questionnaires import response, totals
from companion.overviews.export.rows import Said
from companion.overviews.export.speech import META, Resource, local, notes, observed, to
from companion.records.attendance.rules import CAME, Status
from companion.records.plan import wording

ACTION = "http://terminology.hl7.org/CodeSystem/consentaction"
SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
PART_2 = "https://www.ecfr.gov/current/title-42/part-2"


@dataclass(frozen=True)
class About:
    """Whose record it is, of which program, and when it was made.

    ``came`` is how the client came to each session, ``supporters`` who stands behind each support, and
    ``revoked`` are the consents that the client took back as a whole.
    """

    client: str
    program: str
    at: str
    came: dict[str, str]
    supporters: dict[str, str]
    revoked: set[str]


Made = Iterator[Resource]


def session(row: Said, about: About) -> Made:
    came = about.came.get(row["id"])
    status = "booked"
    if row["cancelled_at"] or came == Status.EXCUSED:
        status = "cancelled"
    elif came:
        status = "fulfilled" if came in CAME else "noshow"
    people = [{"actor": to(one), "status": "accepted"} for one in (about.client, row["facilitator_id"])]
    times = {"start": row["starts_at"], "end": row["ends_at"]}
    yield {"resourceType": "Appointment", "id": row["id"], "status": status, **times, "participant": people}


def measure(row: Said, about: About) -> Made:
    yield response(row, about.client)
    yield from totals(row, about.client)
    yield _written_by_client(row["id"], row["finished_at"], about)


def craving(row: Said, about: About) -> Made:
    parts = {"strength-after": row["strength_after"], "skill": row["skill_key"]}
    yield _logged(row, about, "craving", row["occurred_at"], row["strength"], parts)
    yield _written_by_client(row["id"], row["received_at"], about)


def check_in(row: Said, about: About) -> Made:
    parts = {name: row[name] for name in ("mood", "sleep", "strongest", "used")}
    yield _logged(row, about, "check-in", row["said_at"], None, parts)
    yield _written_by_client(row["id"], row["answered_at"], about)


def use(row: Said, about: About) -> Made:
    yield _logged(row, about, "use", row["used_on"], row["used_on"], {"around": row["around"]})
    yield _written_by_client(row["id"], row["told_at"], about)


def practice(row: Said, about: About) -> Made:
    parts = {"before": row["before"], "after": row["after"]}
    yield _logged(row, about, "skill-practice", row["practiced_at"], row["skill_key"], parts)
    yield _written_by_client(row["id"], row["received_at"], about)


def home_check(row: Said, about: About) -> Made:
    yield _logged(row, about, "home-check", row["answered_at"], row["content"], {})
    yield _written_by_client(row["id"], row["answered_at"], about)


def journal(row: Said, about: About) -> Made:
    yield _logged(row, about, "journal-entry", row["written_at"], row["body"], {})
    yield _written_by_client(row["id"], row["edited_at"] or row["written_at"], about)


def goal(row: Said, about: About) -> Made:
    if not row["words"]:
        return
    yield {
        "resourceType": "Goal",
        "id": row["id"],
        "lifecycleStatus": "active",
        "description": {"text": row["words"]},
        "subject": to(about.client),
        "startDate": row["week_on"],
    }
    yield _written_by_client(row["id"], row["changed_at"], about)


def consent(row: Said, about: About) -> Made:
    is_active = row["begins_at"] <= about.at < row["expires_at"] and row["id"] not in about.revoked
    yield {
        "resourceType": "Consent",
        "id": row["id"],
        "status": "active" if is_active else "inactive",
        "scope": {"coding": [{"system": SCOPE, "code": "patient-privacy"}]},
        "category": [{"text": "42 CFR Part 2"}],
        "patient": to(about.client),
        "dateTime": row["signed_at"],
        "organization": [to(about.program)],
        "policy": [{"uri": PART_2}],
        "provision": _provision(row, about),
    }
    yield _written_by_client(row["id"], row["signed_at"], about)


MAKERS: dict[str, Callable[[Said, About], Made]] = {
    "sessions": session,
    "measures": measure,
    "cravings": craving,
    "check_ins": check_in,
    "uses": use,
    "practices": practice,
    "home_checks": home_check,
    "journal": journal,
    "week_goals": goal,
    "consents": consent,
}


def plans(lines: Iterable[Said], answers: Iterable[Said], about: About) -> Made:
    """The recovery plan and the safety plan, each as one."""
    own = [(wording.PARTS[one["part"]].title, one["words"] or one["topic"]) for one in lines]
    safety = [(wording.STEPS[one["step"]].title, one["words"]) for one in answers if one["words"]]
    for title, said in (("Recovery plan", own), ("Safety plan", safety)):
        if said:
            yield _plan(title, said, about)


def _provision(row: Said, about: About) -> Resource:
    recipient = {"coding": [{"system": PARTICIPATION, "code": "IRCP"}]}
    return {
        "type": "permit",
        "period": {"start": row["begins_at"], "end": row["expires_at"]},
        "actor": [{"role": recipient, "reference": to(about.supporters[row["support_id"]])}],
        "action": [{"coding": [{"system": ACTION, "code": "disclose"}]}],
        "securityLabel": META["security"][1:2],
    }


def _plan(title: str, said: list[tuple[Any, str]], about: About) -> Resource:
    activity = [
        {"detail": {"status": "in-progress", "description": f"{part}: {words}"}} for part, words in said
    ]
    return {
        "resourceType": "CarePlan",
        "id": str(uuid5(NAMESPACE_URL, f"{title}:{about.client}")),
        "status": "active",
        "intent": "plan",
        "title": title,
        "subject": to(about.client),
        "author": to(about.client),
        "activity": activity,
    }


def _logged(row: Said, about: About, code: str, at: str, value: Any, parts: dict[str, Any]) -> Resource:
    found = observed(row["id"], about.client, local(code), at, value, category="survey")
    components = [
        {"code": local(name), **({"valueInteger": one} if isinstance(one, int) else {"valueString": one})}
        for name, one in parts.items()
        if one not in (None, "")
    ]
    if components:
        found["component"] = components
        found.pop("dataAbsentReason", None)
    return {**found, **notes(row.get("note"))}


def _written_by_client(row_id: str, recorded: str, about: About) -> Resource:
    return {
        "resourceType": "Provenance",
        "id": str(uuid5(UUID(row_id), "provenance")),
        "target": [to(row_id)],
        "recorded": recorded,
        "agent": [{"who": to(about.client)}],
    }
