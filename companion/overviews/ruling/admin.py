"""An administrator says from when on the rules of the caseload look."""

from __future__ import annotations

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, words
from companion.core.web import Routes, done, show
from companion.records.days import queries as days
from companion.records.triage import actions, queries
from companion.records.triage.forms import ThresholdsForm

routes = Routes("rules", url_prefix="/admin/caseload-rules")


@routes.show("", allow=Can.MANAGE_PROGRAM)
def edit() -> ResponseReturnValue:
    return _show(_ready(ThresholdsForm.of(queries.rules_of(g.person.program_id))))


@routes.accept("", allow=Can.MANAGE_PROGRAM)
def update() -> ResponseReturnValue:
    form = _ready(ThresholdsForm())
    if not form.validate():
        return _show(form, 422)
    actions.change(g.person.program_id, form.limits, form.medicine_question_id, by=g.person, at=clock.now())
    return done(then=url_for("admin.program.index"))


def _ready(form: ThresholdsForm) -> ThresholdsForm:
    """A question that was retired can stay the one that is meant: old answers are still counted."""
    meant = queries.rules_of(g.person.program_id).medicine_question_id
    asked = days.questions_of(g.person.program_id, with_retired=True)
    shown = [one for one in asked if one.retired_at is None or one.id == meant]
    form.prepare((one.id, one.said_in(words.language())) for one in shown)
    return form


def _show(form: ThresholdsForm, status: int = 200) -> ResponseReturnValue:
    return show("ruling/admin/rules.html", status=status, form=form)
