"""Care teams for a counselor who leads the others: the same pages as the administrator's."""

from __future__ import annotations

from uuid import UUID

from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes
from companion.overviews.assigning import pages

routes = Routes("assigning", url_prefix="/care-teams")


@routes.show("", allow=Can.ASSIGN_COUNSELOR)
def index() -> ResponseReturnValue:
    return pages.show_list()


@routes.show("/<uuid:client_id>", allow=Can.ASSIGN_COUNSELOR)
def edit(client_id: UUID) -> ResponseReturnValue:
    return pages.show_team(client_id)


@routes.accept("/<uuid:client_id>", allow=Can.ASSIGN_COUNSELOR)
def update(client_id: UUID) -> ResponseReturnValue:
    return pages.change_team(client_id)
