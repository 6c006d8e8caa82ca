"""Care teams: who works with whom, handing a client over, and what that was before. Names, no record."""

from __future__ import annotations

from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from companion.access import covers, duties
from companion.access.permissions import Can
from companion.access.wording import DUTIES
from companion.accounts import queries as people
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.assigning import pages, queries
from companion.records.enquiries import queries as enquiries
from companion.records.schedule import facilitating
from companion.records.tasks import queries as tasks

routes = Routes("assigning", url_prefix="/admin/care-teams")


@routes.show("", allow=Can.ASSIGN_COUNSELOR)
def index() -> ResponseReturnValue:
    return pages.show_list()


@routes.show("/<uuid:client_id>", allow=Can.ASSIGN_COUNSELOR)
def edit(client_id: UUID) -> ResponseReturnValue:
    return pages.show_team(client_id)


@routes.accept("/<uuid:client_id>", allow=Can.ASSIGN_COUNSELOR)
def update(client_id: UUID) -> ResponseReturnValue:
    return pages.change_team(client_id)


@routes.show("/left/<uuid:person_id>", allow=Can.ASSIGN_COUNSELOR)
def left(person_id: UUID) -> ResponseReturnValue:
    """What a member of staff leaves open: before they go, and after."""
    person, now = people.staff_member(g.person.program_id, person_id), clock.now()
    alone, groups = facilitating.count_to_come_with(person, now)
    return show(
        "assigning/admin/left.html",
        person=person,
        rows=queries.left_open_by(person, now, pages.today()),
        alone=alone,
        groups=groups,
        claimed=len(enquiries.claimed_by(person)),
        owned=tasks.count_owned_by(person),
        covers=len(covers.covers_with(person)),
        duties=[DUTIES[one] for one in sorted(duties.held_by(person))],
    )
