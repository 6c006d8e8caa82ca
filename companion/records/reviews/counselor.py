"""The counselor has read a client's page and goes on to the next one; undo is one tap."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, local_path
from companion.records.reviews import actions, queries
from companion.records.reviews.forms import ReviewForm

routes = Routes("reviews", url_prefix="/caseload/<uuid:client_id>/review")


@routes.accept("", allow=Can.REVIEW)
def create(client_id: UUID) -> ResponseReturnValue:
    form = ReviewForm()
    if not form.validate():
        abort(400)
    actions.review(
        g.client,
        seen_until=form.seen_at,
        newest_id=form.newest_id,
        read=form.read_ids,
        by=g.person,
        at=clock.now(),
    )
    return done(then=local_path(form.then.data, url_for("counselor.caseload.index")))


@routes.accept("/undo", allow=Can.REVIEW)
def destroy(client_id: UUID) -> ResponseReturnValue:
    actions.undo(queries.latest_review(g.person, g.client), by=g.person, at=clock.now())
    return done(then=url_for("counselor.caseload.brief", client_id=client_id))
