"""The record as a FHIR R4 bundle for other clinics' computers, written while it is sent.

Source: clinical facts, section 7. Every resource says that it is restricted; every reference is to a resource
of the same bundle; ids are those of the rows, so that they are the same in every export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from companion.access import notice
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.overviews.export import resources, rows
from companion.overviews.export.kinds import KINDS
from companion.overviews.export.rows import Said
from companion.overviews.export.speech import CODES, META, Resource, to
from companion.programs import queries as programs


def parts_of(client: Person, at: datetime) -> Iterator[str]:
    bundle_id = uuid5(NAMESPACE_URL, f"bundle:{client.id}")
    head = {"resourceType": "Bundle", "id": str(bundle_id), "meta": META, "type": "collection"}
    yield json.dumps({**head, "timestamp": at.isoformat()})[:-1] + ', "entry": ['
    comma = ""
    for resource in resources_of(client, at):
        entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": {**resource, "meta": META}}
        yield f"{comma}\n{json.dumps(entry, ensure_ascii=False)}"
        comma = ","
    yield "]}"


def resources_of(client: Person, at: datetime) -> Iterator[Resource]:
    yield _composition(client, at)
    yield from _people(client)
    yield CODES
    about = _about(client, at)
    for name, make in resources.MAKERS.items():
        for row in _rows(name, client):
            yield from make(row, about)
    yield from resources.plans(_rows("plan_lines", client), _rows("safety_plan", client), about)


def _rows(name: str, client: Person) -> Iterator[Said]:
    kind = next(one for one in KINDS if one.name == name)
    for page in rows.pages_of(kind, client):
        yield from filter(rows.is_standing, page)


def _about(client: Person, at: datetime) -> resources.About:
    """With what other rows say of a session or of a consent: a few hundred of them in a stay."""
    return resources.About(
        str(client.id),
        str(client.program_id),
        at.isoformat(),
        came={row["appointment_id"]: row["status"] for row in _rows("attendance", client)},
        supporters={row["id"]: row["supporter_id"] for row in _rows("supporters", client)},
        revoked={row["consent_id"] for row in _rows("consents_revoked", client) if not row["scope"]},
    )


def _composition(client: Person, at: datetime) -> Resource:
    words = "".join(f"<p>{one}</p>" for one in (notice.STATEMENT, *notice.UNLESS, notice.GENERAL))
    text = {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{words}</div>'}
    return {
        "resourceType": "Composition",
        "id": str(uuid5(NAMESPACE_URL, f"composition:{client.id}")),
        "status": "final",
        "type": {"text": "A client's record"},
        "subject": to(client.id),
        "date": at.isoformat(),
        "author": [to(client.program_id)],
        "title": "A client's record",
        "section": [{"title": "42 CFR 2.32", "text": text}],
    }


def _people(client: Person) -> Iterator[Resource]:
    program = programs.program(client.program_id)
    yield {"resourceType": "Organization", "id": str(program.id), "name": program.name}
    language = [{"language": {"text": client.language}, "preferred": True}]
    yield {
        "resourceType": "Patient",
        "id": str(client.id),
        "name": [{"use": "usual", "text": client.name}],
        "communication": language,
        "managingOrganization": to(program.id),
    }
    for one in rows.people_of(client):
        named: Resource = {"id": one["id"], "name": [{"text": one["name"]}]}
        if one["role"] == Role.SUPPORTER:
            yield {"resourceType": "RelatedPerson", **named, "patient": to(client.id)}
        else:
            yield {"resourceType": "Practitioner", **named}
