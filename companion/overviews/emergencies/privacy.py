"""The privacy officer looks at every emergency: who opened which record, for whom, and whether it was one."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.emergencies import actions, queries
from companion.access.emergencies.models import Emergency
from companion.access.emergencies.wording import SHORT
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.emergencies.forms import FindingForm

routes = Routes("emergencies", url_prefix="/privacy/emergencies")


@routes.show("", allow=Can.READ_DISCLOSURES)
def index() -> ResponseReturnValue:
    return show(
        "emergencies/privacy/index.html", emergencies=queries.emergencies_in(g.program.id), kinds=SHORT
    )


@routes.show("/<uuid:emergency_id>", allow=Can.READ_DISCLOSURES)
def show_one(emergency_id: UUID) -> ResponseReturnValue:
    return _show(queries.emergency_in(g.program.id, emergency_id), FindingForm(formdata=None))


@routes.accept("/<uuid:emergency_id>", allow=Can.READ_DISCLOSURES)
def review(emergency_id: UUID) -> ResponseReturnValue:
    """Nobody looks at an emergency of their own, nor at one that they were told of as the second one."""
    row, form = queries.emergency_in(g.program.id, emergency_id), FindingForm()
    if not form.validate() or not _may_review(row):
        return _show(row, form, 422)
    actions.review(row, finding=form.finding.data, by=g.person, at=clock.now())
    return done(then=url_for(".show_one", emergency_id=row.id))


def _may_review(row: Emergency) -> bool:
    return g.person.id not in (row.opened_by, row.second_id)


def _show(row: Emergency, form: FindingForm, status: int = 200) -> ResponseReturnValue:
    about = {"emergency": row, "kinds": SHORT, "zone": g.program.zone}
    return show(
        "emergencies/privacy/show.html", status=status, form=form, may_review=_may_review(row), **about
    )
