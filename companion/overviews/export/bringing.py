"""A record that was taken out, brought in: the same rows with the same ids, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import StatementError

from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit import chain
from companion.audit.models import Disclosure
from companion.core.db import db
from companion.core.stop import Stop
from companion.overviews.export import rows
from companion.overviews.export.kinds import KINDS, Kind
from companion.overviews.export.rows import Said
from companion.overviews.export.schemas import FORMAT, VERSION
from companion.programs.models import Program
from companion.records.letters.queries import code_key


class CannotBringIn(Stop):
    """The file is not one of ours, or there is something here already."""


def bring_in(content: Mapping[str, Any], *, at: datetime) -> Person:
    """The caller commits. Raises ``CannotBringIn``."""
    is_ours = isinstance(content, dict) and (content.get("format"), content.get("version")) == (
        FORMAT,
        VERSION,
    )
    if not is_ours:
        raise CannotBringIn("This file is not a record that was taken out of Companion.")
    if db.session.scalar(select(Program.id).limit(1)):
        raise CannotBringIn(
            "There is a program here already. A record comes only into an empty installation."
        )
    try:
        return _bring_in(content, at)
    except (KeyError, TypeError, ValueError, AttributeError, StatementError) as error:
        db.session.rollback()
        raise CannotBringIn("The file is not whole: nothing of it was brought in.") from error


def _bring_in(content: Mapping[str, Any], at: datetime) -> Person:
    program = Program(**content["program"] | {"id": UUID(content["program"]["id"])}, created_at=at)
    db.session.add(program)
    db.session.flush()
    client = _client(content["client"], program)
    for one in content["people"]:
        _person(one, client, at)
    db.session.flush()
    for kind in KINDS:
        for values in content["records"][kind.name]:
            _add(kind, values, client)
        db.session.flush()
    return client


def _client(said: Said, program: Program) -> Person:
    client = Person(id=UUID(said["id"]), program_id=program.id, role=Role.CLIENT)
    client.language, client.zone = said["language"], said["zone"]
    client.created_at = datetime.fromisoformat(said["since"])
    client.name, client.pronouns = said["name"], said["pronouns"]
    if said["email"]:
        accounts.set_email(client, said["email"])
    db.session.add(client)
    db.session.flush()
    return client


def _person(said: Said, client: Person, at: datetime) -> None:
    """Whom rows name. They cannot sign in: they have no email here, and left before they came."""
    person = Person(id=UUID(said["id"]), program_id=client.program_id, role=Role(said["role"]))
    person.language, person.zone, person.name = client.language, client.zone, said["name"]
    person.created_at = person.left_at = at
    db.session.add(person)


def _add(kind: Kind, values: Said, client: Person) -> None:
    row = rows.read(kind, values, client)
    # What stayed where the record came from, and cannot be empty here.
    if "created_by" in kind.without:
        row.created_by = client.id
    if kind.name == "sessions" and row.track_id:
        row.client_id = None
    if kind.name == "letters" and row.code:
        row.code_hash = code_key(row.code)
    if kind.name == "requests_for_help":
        row.form_hash = row.id.bytes * 2
    if isinstance(row, Disclosure):
        chain.add(row)
    else:
        db.session.add(row)
