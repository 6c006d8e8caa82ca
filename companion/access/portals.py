"""The nine portals. Each lets a person in through the relationship, and only then asks the table.

No relationship answers 404, as if the address did not exist; a relationship that may not do this
answers 403. When someone other than the client opens the client's record, a disclosure is written
in the request's own transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from flask import Blueprint, abort, current_app, g, request

from companion.access import duties, locked, queries, received, sending
from companion.access.consents import queries as consents
from companion.access.emergencies import queries as emergencies
from companion.access.notice import SHORT
from companion.access.opened import may_with
from companion.access.permissions import Can, Relation
from companion.access.rules import DutyKind, Scope
from companion.access.signing import SecondStepNeeded, SignInNeeded
from companion.accounts.models import Person
from companion.accounts.rules import STAFF, Role
from companion.audit import trail
from companion.core import clock, web
from companion.programs import queries as programs

Admitted = tuple[Relation, Person | None]


def admit_to_public() -> Admitted:
    return Relation.VISITOR, None


def admit_to_account() -> Admitted:
    _signed_in()
    return Relation.PERSON, None


def admit_to_client() -> Admitted:
    return Relation.CLIENT, locked.adding() or _signed_in(Role.CLIENT)


def admit_to_counselor() -> Admitted:
    counselor = _on_staff(Role.COUNSELOR)
    # Nearly every page of staff asks for the program, some of them five times: held here, it is read once.
    g.program = programs.program(counselor.program_id)
    client_id = _client_id()
    if client_id is None:
        return Relation.COUNSELOR, None
    client = queries.client_of(counselor, client_id, clock.now())
    web.before_commit(lambda: _disclose(client, counselor, "treatment"))
    return Relation.CARE_TEAM, client


def admit_to_supporter() -> Admitted:
    supporter = _signed_in(Role.SUPPORTER)
    client_id = _client_id()
    g.notice = SHORT
    if client_id is None:
        return Relation.SUPPORTER, None
    client = queries.client_supported_by(supporter, client_id)
    sharing = g.sharing = consents.sharing_between(client, supporter, clock.now())
    web.before_commit(lambda: _disclose(client, supporter, sharing.purpose or "support", g.get("shown")))
    return Relation.SUPPORTS, client


def admit_to_admin() -> Admitted:
    _on_staff(Role.ADMIN)
    return Relation.ADMINISTRATOR, None


def admit_to_lead() -> Admitted:
    """A counselor who leads the others hands out the work; it opens no record."""
    _with_duty(DutyKind.LEAD)
    return Relation.LEAD, None


def admit_to_privacy() -> Admitted:
    _with_duty(DutyKind.PRIVACY_OFFICER)
    return Relation.PRIVACY_OFFICER, None


def admit_to_staff() -> Admitted:
    """Whoever works here. A record opens for the hour of an emergency; a look that is not noted is none."""
    person, client_id = _on_staff(), _client_id()
    g.program = programs.program(person.program_id)
    if client_id is None:
        return Relation.STAFF, None
    emergency = g.emergency = emergencies.open_for(person, client_id, clock.now())
    web.before_commit(lambda: _disclose(emergency.client, person, "emergency"))
    return Relation.EMERGENCY, emergency.client


def portal(name: str, admit: Callable[[], Admitted]) -> Blueprint:
    blueprint = Blueprint(name, __name__)

    @blueprint.before_request
    def ask_the_table() -> None:
        g.relation, g.client = admit()
        allow = web.allow_of(current_app.view_functions[request.endpoint or ""])
        if not may_with(g.relation, Can(allow), g.sharing.scopes if "sharing" in g else ()):
            abort(403)

    return blueprint


sending.init()
public = portal("public", admit_to_public)
account = portal("account", admit_to_account)
client = portal("client", admit_to_client)
client.before_request(received.admit)
counselor = portal("counselor", admit_to_counselor)
supporter = portal("supporter", admit_to_supporter)
admin = portal("admin", admit_to_admin)
lead = portal("lead", admit_to_lead)
privacy = portal("privacy", admit_to_privacy)
staff = portal("staff", admit_to_staff)


def _signed_in(role: Role | None = None) -> Person:
    person: Person | None = g.person
    if person is None:
        raise SignInNeeded
    if role and person.role != role:
        abort(404)
    return person


def _on_staff(role: Role | None = None) -> Person:
    person = _signed_in(role)
    if person.role not in STAFF:
        abort(404)
    if g.sign_in.awaits:
        raise SecondStepNeeded
    return person


def _with_duty(duty: DutyKind) -> Person:
    person = _on_staff()
    if duty not in duties.held_by(person):
        abort(404)
    g.program = programs.program(person.program_id)
    return person


def _client_id() -> UUID | None:
    return (request.view_args or {}).get("client_id")


def _disclose(
    client: Person, recipient: Person, purpose: str, shown: Collection[Scope] | None = None
) -> None:
    """``shown`` is what of the client's the page held, as its view noted in ``g.shown``."""
    what = request.endpoint or ""
    scopes = ",".join(scope for scope in Scope if scope in shown) if shown else None
    trail.disclose(
        client=client, recipient=recipient, at=clock.now(), what=what, purpose=purpose, scopes=scopes
    )
