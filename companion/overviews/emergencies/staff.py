"""Who works here and has no part in a client's care opens that record for an hour, and says why."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import duties
from companion.access.emergencies import actions, queries
from companion.access.emergencies.wording import SHORT
from companion.access.permissions import Can
from companion.access.rules import DutyKind
from companion.accounts import guard
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.emergencies.forms import EmergencyForm, nobody_named

# How long the colleague who was told finds it on the page.
TOLD_FOR = timedelta(days=30)
routes = Routes("emergencies", url_prefix="/emergency")


@routes.show("", allow=Can.OPEN_IN_EMERGENCY)
def new() -> ResponseReturnValue:
    return _show(EmergencyForm.fresh().prepare(_colleagues()))


@routes.accept("", allow=Can.OPEN_IN_EMERGENCY)
def create() -> ResponseReturnValue:
    form = EmergencyForm().prepare(_colleagues())
    if not form.validate():
        return _show(form, 422)
    guard.be_sure()
    found = queries.people_named(g.person.program_id, form.who.data)
    if len(found) != 1:
        form.fail("who", nobody_named(found))
        return _show(form, 422)
    about = {**form.about, "second": people.staff_member(g.person.program_id, form.second_id)}
    officers = _officers()
    row = actions.open_record(
        found[0], submission=form.submission, by=g.person, officers=officers, at=clock.now(), **about
    )
    return done(then=url_for("staff.emergency_record.index", client_id=row.client_id))


@routes.accept("/<uuid:client_id>/end", allow=Can.READ_IN_EMERGENCY)
def end(client_id: UUID) -> ResponseReturnValue:
    actions.end(g.emergency, by=g.person, at=clock.now())
    return done(then=url_for(".new"))


def _show(form: EmergencyForm, status: int = 200) -> ResponseReturnValue:
    now = clock.now()
    return show(
        "emergencies/staff/new.html",
        status=status,
        form=form,
        own=queries.all_open_for(g.person, now),
        told=queries.told_to(g.person, now - TOLD_FOR),
        kinds=SHORT,
    )


def _colleagues() -> list[Person]:
    staff = people.staff_of(g.person.program_id)
    return [one for one in staff if one.is_active and one.id != g.person.id]


def _officers() -> list[Person]:
    held = duties.held_in(g.person.program_id)
    return [one for one in _colleagues() if DutyKind.PRIVACY_OFFICER in held.get(one.id, ())]
