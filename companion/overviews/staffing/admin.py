"""Who works here: adding staff, their links, and ending their access."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.accounts import links
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
    return show("staffing/admin/index.html", staff=staff, roles=ROLES)


@routes.show("/new", allow=Can.MANAGE_STAFF)
def new() -> ResponseReturnValue:
    return show("staffing/admin/new.html", form=StaffForm.fresh(role=Role.COUNSELOR.value))


@routes.accept("/new", allow=Can.MANAGE_STAFF)
def create() -> ResponseReturnValue:
    form = StaffForm()
    person = _add(form) if form.validate() else None
    if person is None:
        return show("staffing/admin/new.html", status=422, form=form)
    return _show_link(person)


@routes.accept("/<uuid:person_id>/invitation", allow=Can.MANAGE_STAFF)
def create_invitation(person_id: UUID) -> ResponseReturnValue:
    return _show_link(people.staff_member(g.person.program_id, person_id))


@routes.accept("/<uuid:person_id>/departure", allow=Can.MANAGE_STAFF)
def create_departure(person_id: UUID) -> ResponseReturnValue:
    person = people.staff_member(g.person.program_id, person_id)
    actions.end_access(person, by=g.person, at=clock.now())
    return done(then=url_for(".index"))


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
    link = links.make(person, by=g.person, at=clock.now())
    return show("staffing/admin/link.html", person=person, link=link)
