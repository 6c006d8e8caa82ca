"""Who works here: adding staff, their links, and ending their access."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access import duties
from companion.access.permissions import Can
from companion.access.rules import MAY_HOLD, DutyKind
from companion.access.wording import DUTIES, WHAT_THEY_DO
from companion.accounts import guard, recovery
from companion.accounts import queries as people
from companion.accounts.actions import EmailTaken
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.staffing import actions
from companion.overviews.staffing.forms import ROLES, StaffForm
from companion.programs import queries as programs

routes = Routes("staffing", url_prefix="/admin/staff")


@routes.show("", allow=Can.MANAGE_STAFF)
def index() -> ResponseReturnValue:
    staff = people.staff_of(g.person.program_id)
    held = duties.held_in(g.person.program_id)
    words: dict[str, Any] = {"duties": DUTIES, "what_they_do": WHAT_THEY_DO, "may_hold": MAY_HOLD}
    return show("staffing/admin/index.html", staff=staff, roles=ROLES, held=held, **words)


@routes.show("/new", allow=Can.MANAGE_STAFF)
def new() -> ResponseReturnValue:
    return show("staffing/admin/new.html", form=StaffForm.fresh(role=Role.COUNSELOR.value))


@routes.accept("/new", allow=Can.MANAGE_STAFF)
def create() -> ResponseReturnValue:
    guard.be_sure()
    form = StaffForm()
    person = _add(form) if form.validate() else None
    if person is None:
        return show("staffing/admin/new.html", status=422, form=form)
    return _show_link(person)


@routes.accept("/<uuid:person_id>/invitation", allow=Can.MANAGE_STAFF)
def create_invitation(person_id: UUID) -> ResponseReturnValue:
    """Who works here and cannot sign in any more gets in again, without their second step."""
    guard.be_sure()
    return _show_link(people.staff_member(g.person.program_id, person_id))


@routes.accept("/<uuid:person_id>/departure", allow=Can.MANAGE_STAFF)
def create_departure(person_id: UUID) -> ResponseReturnValue:
    guard.be_sure()
    person = people.staff_member(g.person.program_id, person_id)
    actions.end_access(person, by=g.person, at=clock.now())
    return done(then=url_for(".index"))


@routes.accept("/<uuid:person_id>/duties/<slug>", allow=Can.MANAGE_STAFF)
def create_duty(person_id: UUID, slug: str) -> ResponseReturnValue:
    guard.be_sure()
    person = people.staff_member(g.person.program_id, person_id)
    duties.give(person, _duty(slug), by=g.person, at=clock.now())
    return done(then=url_for(".index", _anchor=f"staff-{person.id}"))


@routes.accept("/<uuid:person_id>/duties/<slug>/end", allow=Can.MANAGE_STAFF)
def end_duty(person_id: UUID, slug: str) -> ResponseReturnValue:
    guard.be_sure()
    person = people.staff_member(g.person.program_id, person_id)
    duties.end(person, _duty(slug), by=g.person, at=clock.now())
    return done(then=url_for(".index", _anchor=f"staff-{person.id}"))


def _duty(slug: str) -> DutyKind:
    """As addresses spell it; one that is none is not there."""
    found = [one for one in DutyKind if one.replace("_", "-") == slug]
    return found[0] if found else abort(404)


def _add(form: StaffForm) -> Person | None:
    """The person that this form made already, or a new one; None when the email is refused."""
    program = programs.program(g.person.program_id)
    if people.is_known(form.submission):
        return people.staff_member(program.id, form.submission)
    try:
        return actions.add_staff(
            program,
            person_id=form.submission,
            role=Role(form.role.data),
            name=form.name.data,
            email=form.email.data,
            by=g.person,
            at=clock.now(),
        )
    except EmailTaken as refusal:
        form.fail("email", str(refusal))
        return None


def _show_link(person: Person) -> ResponseReturnValue:
    """The page itself is the answer: the link is in it and nowhere else."""
    actions.refuse_if_left(person)
    link = recovery.let_in_again(person, by=g.person, at=clock.now())
    return show("staffing/admin/link.html", person=person, link=link)
