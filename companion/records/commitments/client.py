"""What fills the client's week, in the client's own zone, so that sessions can be planned around it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import WEEKDAYS
from companion.records.commitments import actions, queries, rules
from companion.records.commitments.forms import CommitmentForm
from companion.records.commitments.models import Commitment

routes = Routes("commitments", url_prefix="/commitments")
LIST = "commitments/_commitments.html"


@routes.show("", allow=Can.WRITE_COMMITMENTS)
def index() -> ResponseReturnValue:
    return show("commitments/client/index.html", LIST, **_listed(removed=_just_removed()))


@routes.show("/new", allow=Can.WRITE_COMMITMENTS)
def new() -> ResponseReturnValue:
    return _show_form(CommitmentForm.fresh())


@routes.accept("/new", allow=Can.WRITE_COMMITMENTS)
def create() -> ResponseReturnValue:
    form = CommitmentForm()
    if not form.validate():
        return _show_form(form, status=422)
    actions.add(g.client, submission=form.submission, details=form.details, at=clock.now())
    return done(then=url_for(".index"))


@routes.show("/<uuid:commitment_id>/edit", allow=Can.WRITE_COMMITMENTS)
def edit(commitment_id: UUID) -> ResponseReturnValue:
    commitment = queries.commitment_of(g.client, commitment_id)
    return _show_form(CommitmentForm.of(commitment), commitment)


@routes.accept("/<uuid:commitment_id>/edit", allow=Can.WRITE_COMMITMENTS)
def update(commitment_id: UUID) -> ResponseReturnValue:
    """Ended ones are found too: a form that is sent twice ended its own."""
    commitment = queries.commitment_of(g.client, commitment_id, with_ended=True)
    form = CommitmentForm()
    if not form.validate():
        return _show_form(form, commitment, 422)
    actions.replace(
        commitment, client=g.client, submission=form.submission, details=form.details, at=clock.now()
    )
    return done(then=url_for(".index"))


@routes.accept("/<uuid:commitment_id>/removal", allow=Can.WRITE_COMMITMENTS)
def create_removal(commitment_id: UUID) -> ResponseReturnValue:
    commitment = queries.commitment_of(g.client, commitment_id, with_ended=True)
    actions.end(commitment, at=clock.now())
    return done(LIST, then=url_for(".index", removed=commitment.id), **_listed(removed=commitment))


@routes.accept("/<uuid:commitment_id>/restoration", allow=Can.WRITE_COMMITMENTS)
def create_restoration(commitment_id: UUID) -> ResponseReturnValue:
    commitment = queries.commitment_of(g.client, commitment_id, with_ended=True)
    actions.restore(commitment, at=clock.now())
    return done(LIST, then=url_for(".index"), **_listed())


def _listed(removed: Commitment | None = None) -> dict[str, Any]:
    days = rules.by_weekday(queries.commitments_of(g.client))
    return {"days": days, "weekdays": WEEKDAYS, "removed": removed}


def _just_removed() -> Commitment | None:
    """What the page offers to put back: something of the client's that is still off the list."""
    if "removed" not in request.args:
        return None
    commitment_id = request.args.get("removed", type=UUID)
    found = queries.commitment_of(g.client, commitment_id, with_ended=True) if commitment_id else abort(404)
    return found if found.ended_at else None


def _show_form(
    form: CommitmentForm, commitment: Commitment | None = None, status: int = 200
) -> ResponseReturnValue:
    return show("commitments/client/form.html", status=status, form=form, commitment=commitment)
