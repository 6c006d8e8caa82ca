"""Six questions about home. What is said never comes back as a verdict, only as thanks and as help."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.home_checks import actions
from companion.overviews.home_checks.forms import HomeCheckForm
from companion.programs import stays
from companion.records.contacts import queries as contacts
from companion.records.home import queries
from companion.records.home.models import HomeCheck

routes = Routes("home_checks", url_prefix="/home-check")


@routes.show("", allow=Can.ANSWER_HOME_CHECK)
def new() -> ResponseReturnValue:
    return _show_form(HomeCheckForm.fresh())


@routes.accept("", allow=Can.ANSWER_HOME_CHECK)
def create() -> ResponseReturnValue:
    form = HomeCheckForm()
    if not form.validate():
        return _show_form(form, 422)
    check = actions.answer(g.client, submission=form.submission, answers=form.answers, at=clock.now())
    if check.is_urgent:
        return _show_check(check)
    return done(then=url_for(".show_one", home_check_id=check.id))


@routes.show("/<uuid:home_check_id>", allow=Can.ANSWER_HOME_CHECK)
def show_one(home_check_id: UUID) -> ResponseReturnValue:
    return _show_check(queries.home_check_of(g.client, home_check_id))


def _show_form(form: HomeCheckForm, status: int = 200) -> ResponseReturnValue:
    can_answer = stays.present_stay(g.client, clock.now()) is not None
    return show("home_checks/client/new.html", status=status, form=form, can_answer=can_answer)


def _show_check(check: HomeCheck) -> ResponseReturnValue:
    """``people`` are for the crisis card, where an answer calls for it."""
    people = contacts.help_contacts_of(g.client) if check.is_urgent else []
    staffed = access.next_staffed_for(g.client, clock.now()) if check.is_urgent else None
    return show("home_checks/client/show.html", check=check, people=people, next_staffed=staffed)
