"""The care team reads a client's plan and writes comments, which the client sees with name and time."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.planned import queries
from companion.records.plan import actions, reading, wording
from companion.records.plan import queries as plan
from companion.records.plan.forms import CommentForm
from companion.records.plan.models import PlanComment
from companion.records.plan.rules import About

routes = Routes("plan", url_prefix="/caseload/<uuid:client_id>/plan")


@routes.show("", allow=Can.READ_PLAN)
def index(client_id: UUID) -> ResponseReturnValue:
    return _show(CommentForm.fresh(about=About.WHOLE))


@routes.accept("", allow=Can.COMMENT_PLAN)
def create(client_id: UUID) -> ResponseReturnValue:
    form = CommentForm()
    if not form.validate():
        return _show(form, 422)
    actions.comment(
        g.client,
        submission=form.submission,
        about=form.about.data,
        words=form.words.data,
        by=g.person,
        at=clock.now(),
    )
    return done(then=url_for(".index", client_id=client_id, _anchor="comments"))


@routes.accept("/comments/<uuid:comment_id>/removal", allow=Can.COMMENT_PLAN)
def create_removal(client_id: UUID, comment_id: UUID) -> ResponseReturnValue:
    comment = plan.own_comment(g.person, g.client, comment_id)
    actions.take_back(comment, at=clock.now())
    then = url_for(".index", client_id=client_id, removed=comment.id, _anchor="comments")
    return done(then=then)


@routes.accept("/comments/<uuid:comment_id>/restoration", allow=Can.COMMENT_PLAN)
def create_restoration(client_id: UUID, comment_id: UUID) -> ResponseReturnValue:
    actions.put_back(plan.own_comment(g.person, g.client, comment_id), at=clock.now())
    return done(then=url_for(".index", client_id=client_id, _anchor="comments"))


def _just_removed() -> PlanComment | None:
    if "removed" not in request.args:
        return None
    comment_id = request.args.get("removed", type=UUID)
    found = plan.own_comment(g.person, g.client, comment_id) if comment_id else abort(404)
    return found if found.removed_at else None


def _show(form: CommentForm, status: int = 200) -> ResponseReturnValue:
    about = queries.plan_of(g.client, clock.now())
    triggers = next(iter(about["parts"]))
    return show(
        "planned/counselor/index.html",
        status=status,
        form=form,
        client=g.client,
        by_risk=reading.by_risk(triggers),
        wording=wording,
        removed=_just_removed(),
        **about,
    )
