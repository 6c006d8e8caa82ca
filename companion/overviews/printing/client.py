"""The plan on paper, and, if the client chooses so, sealed on their own phone."""

from __future__ import annotations

from dataclasses import asdict

from flask import g, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.printing import keeping, queries
from companion.overviews.printing.forms import KeepForm
from companion.records.plan import actions
from companion.records.plan import queries as plan

routes = Routes("printing", url_prefix="/plan")


@routes.show("/print", allow=Can.READ_PLAN)
def index() -> ResponseReturnValue:
    return _show(KeepForm(formdata=None))


@routes.accept("/keeping", allow=Can.WRITE_PLAN)
def create_keeping() -> ResponseReturnValue:
    """The plan, for a script that seals it with a key from the PIN before the phone keeps it."""
    form = KeepForm()
    if not keeping.can_keep(g.client, g.sign_in) or not form.validate() or not keeping.is_pin(form):
        return _show(form, 422)
    actions.keep_on_phone(g.client, at=clock.now())
    return jsonify(blocks=[asdict(block) for block in queries.papers_of(g.client, clock.now()).blocks])


@routes.accept("/keeping/end", allow=Can.WRITE_PLAN)
def end_keeping() -> ResponseReturnValue:
    actions.stop_keeping(g.client, at=clock.now())
    return done(then=url_for(".index", _anchor="keeping"))


def _show(form: KeepForm, status: int = 200) -> ResponseReturnValue:
    papers, is_folded = queries.papers_of(g.client, clock.now()), "fold" in request.args
    return show(
        "printing/client/index.html",
        status=status,
        form=form,
        sheet=papers.sheet,
        panels=papers.panels if is_folded else [],
        is_folded=is_folded,
        keeping=plan.keeping_of(g.client),
        can_keep=keeping.can_keep(g.client, g.sign_in),
        is_shared=bool(g.sign_in.is_shared_phone),
        now=clock.now(),
    )
