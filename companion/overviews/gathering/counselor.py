"""The people of tonight's group on one screen, before it begins."""

from __future__ import annotations

from uuid import UUID

from flask import g, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock, words
from companion.core.web import Routes, before_commit, show
from companion.overviews.gathering import queries
from companion.overviews.gathering.queries import Gathering
from companion.records.skills.shelves import shelf_of

routes = Routes("gathering")


@routes.show("/groups/<uuid:group_id>/brief", allow=Can.READ_GROUP_BRIEF)
def brief(group_id: UUID) -> ResponseReturnValue:
    found = queries.gathering_for(g.person, group_id, clock.now())
    before_commit(lambda: _disclose(found))
    shelf, language = shelf_of(found.appointment.program_id), words.language()
    titles = {
        one.skill_key: shelf.title_as(one.skill_key, one.skill_version, language) for one in found.taught
    }
    return show("gathering/counselor/brief.html", gathering=found, titles=titles)


@routes.show("/groups/next/brief", allow=Can.READ_GROUP_BRIEF)
def next_one() -> ResponseReturnValue:
    """The group that comes next, wherever the reader comes from: the caseload need not look it up."""
    found = queries.next_group_of(g.person, clock.now())
    if found is None:
        return show("gathering/counselor/none.html")
    return brief(found.id)


def _disclose(found: Gathering) -> None:
    what, at = request.endpoint or "", clock.now()
    for row in found.rows:
        trail.disclose(client=row.client, recipient=g.person, at=at, what=what, purpose="treatment")
