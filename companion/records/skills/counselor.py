"""The care team asks a client to practice a skill, and sees how often it was practised this week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, words
from companion.core.web import Routes, done, show
from companion.records.skills import actions, library, queries
from companion.records.skills.forms import PickForm

USUAL_TIMES = 3
routes = Routes("skills", url_prefix="/caseload/<uuid:client_id>/practice")


@routes.show("", allow=Can.ASK_PRACTICE)
def index(client_id: UUID) -> ResponseReturnValue:
    return _show(_form(formdata=None, times_a_week=USUAL_TIMES))


@routes.accept("", allow=Can.ASK_PRACTICE)
def create(client_id: UUID) -> ResponseReturnValue:
    form = _form()
    skill = library.skill(form.skill.data or "")
    if not form.validate() or skill is None:
        return _show(form, 422)
    about = {"times_a_week": form.times_a_week.data, "until_on": form.until_on.data}
    actions.ask_to_practice(g.client, skill, by=g.person, at=clock.now(), **about)
    return done(then=url_for(".index", client_id=g.client.id))


@routes.accept("/<uuid:pick_id>/end", allow=Can.ASK_PRACTICE)
def end(client_id: UUID, pick_id: UUID) -> ResponseReturnValue:
    actions.stop_asking(queries.pick_of(g.client, pick_id), by=g.person, at=clock.now())
    return done(then=url_for(".index", client_id=g.client.id))


def _form(**values: object) -> PickForm:
    form = PickForm(**values)
    form.today = _today()
    form.offer([(skill.key, skill.said_in(words.language()).title) for skill in library.skills()])
    return form


def _show(form: PickForm, status: int = 200) -> ResponseReturnValue:
    today = _today()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time.min, ZoneInfo(g.client.zone))
    return show(
        "skills/counselor/practice.html",
        status=status,
        form=form,
        client=g.client,
        picks=queries.picks_of(g.client, today),
        counts=queries.practice_counts_of(g.client, monday),
        library=library,
    )


def _today() -> date:
    return clock.now().astimezone(ZoneInfo(g.client.zone)).date()
