"""“I don’t feel safe”: someone to call first, and only then whether the care team is told."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.safety.forms import YES, TellForm
from companion.records.alerts import actions, queries
from companion.records.alerts.models import SafetyAlert
from companion.records.alerts.rules import Source
from companion.records.contacts import queries as contacts

routes = Routes("safety")


@routes.show("/safety", allow=Can.TELL_UNSAFE)
def index() -> ResponseReturnValue:
    """Opening it tells nobody."""
    return _show(TellForm.coming_from(request.args.get("from")), told=_just_told())


@routes.accept("/safety", allow=Can.TELL_UNSAFE)
def create() -> ResponseReturnValue:
    form = TellForm()
    if not form.validate():
        return _show(form, 422)
    if form.tell.data != YES or not access.own_counselors_of(g.client, clock.now()):
        # From an old page it may be asked for, when there is nobody left to tell.
        return done(then=url_for(".index", kept=1))
    source = Source(form.source.data)
    alert = actions.open_alert(g.client, source=source, subject_id=form.submission, at=clock.now())
    return done(then=url_for(".index", told=alert.id))


def _show(form: TellForm, status: int = 200, told: SafetyAlert | None = None) -> ResponseReturnValue:
    return show(
        "safety/client/index.html",
        status=status,
        form=form,
        told=told,
        is_kept="kept" in request.args,
        has_team=bool(access.own_counselors_of(g.client, clock.now())),
        people=contacts.help_contacts_of(g.client),
        next_staffed=access.next_staffed_for(g.client, clock.now()),
    )


def _just_told() -> SafetyAlert | None:
    if "told" not in request.args:
        return None
    alert_id = request.args.get("told", type=UUID)
    return queries.alert_of(g.client, alert_id) if alert_id else abort(404)
