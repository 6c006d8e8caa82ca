"""The client checks in once a day, and chooses since when to count and which numbers to see."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, happened_at, show
from companion.programs import queries as programs
from companion.records.days import actions, checking_in, queries, rules
from companion.records.days.forms import CheckInForm, CountForm, check_in_form

routes = Routes("days")


@routes.show("/check-in", allow=Can.CHECK_IN)
def edit() -> ResponseReturnValue:
    today = _today()
    on = _asked_day() or today
    if not rules.is_open(on, today):
        abort(404)
    found = queries.check_in_on(g.client, on)
    has_told = queries.use_on(g.client, on) is not None
    form = _check_in_form().of(on, today, found, has_told=has_told)
    return _show_check_in(form, on)


@routes.accept("/check-in", allow=Can.CHECK_IN, keeps=True)
def update() -> ResponseReturnValue:
    today = _today()
    form = _check_in_form()(today)
    if not form.validate():
        # Without a day that can be filled in, what was typed stands under today.
        on = form.day.data if form.day.data and not form.day.errors else today
        return _show_check_in(form, on, 422)
    on = form.day.data
    said = {"submission": form.submission, "answers": form.answers, "said_at": happened_at()}
    checking_in.check_in(g.client, day=on, at=clock.now(), **said)
    return done(then="/today" if on == today else url_for(".index", saved=on.isoformat()))


@routes.show("/days", allow=Can.CHECK_IN)
def index() -> ResponseReturnValue:
    count = queries.day_count_of(g.client)
    return _show_days(CountForm.of(count, _today()), saved_on=_asked_day("saved"))


@routes.accept("/days", allow=Can.CHECK_IN)
def update_count() -> ResponseReturnValue:
    form = CountForm(_today())
    if not form.validate():
        return _show_days(form, 422)
    actions.count_days(g.client, **form.choice, at=clock.now())
    return done(then=url_for(".index", counting="saved"))


def _show_check_in(form: CheckInForm, on: date, status: int = 200) -> ResponseReturnValue:
    found = queries.check_in_on(g.client, on)
    return show(
        "days/client/check_in.html",
        status=status,
        form=form,
        on=on,
        is_today=on == _today(),
        found=found,
        is_use_announced=programs.is_use_announced(g.client),
    )


def _show_days(form: CountForm, status: int = 200, saved_on: date | None = None) -> ResponseReturnValue:
    days = rules.days_open(_today())
    filled_in = {one.day: one for one in queries.check_ins_of(g.client, since=days[-1])}
    return show(
        "days/client/index.html",
        status=status,
        form=form,
        standing=queries.standing_of(g.client, clock.now()),
        days=days,
        filled_in=filled_in,
        saved=filled_in.get(saved_on) if saved_on else None,
        is_counting_saved="counting" in request.args,
    )


def _check_in_form() -> Any:
    """The class of today's form: it holds the program's own questions."""
    return check_in_form(queries.questions_of(g.client.program_id))


def _today() -> date:
    return rules.day_in(g.client.zone, happened_at())


def _asked_day(name: str = "day") -> date | None:
    """The day that the address names; 404 for what is no day."""
    given = request.args.get(name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        abort(404)
