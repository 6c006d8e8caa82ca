"""The client answers an instrument, one question a page or all at once, and reads what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from flask import abort, g, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.measuring import actions, pages
from companion.overviews.measuring.forms import AnswerForm, BeginForm, all_form
from companion.overviews.measuring.pages import address
from companion.records.assessments import actions as assessments
from companion.records.assessments import queries as measures
from companion.records.assessments import rules
from companion.records.assessments.library import Instrument, instrument_at
from companion.records.assessments.models import Measure
from companion.records.assessments.rules import Item

routes = Routes("measuring", url_prefix="/measures")


def of_open_measure(view: Callable[[Measure], ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Finds the client's measure. One that is finished leads to its result: it is not changed any more."""

    @wraps(view)
    def answer(slug: str, measure_id: UUID) -> ResponseReturnValue:
        measure = _measure(slug, measure_id)
        return done(then=address("show_result", measure)) if measure.finished_at else view(measure)

    return answer


@routes.show("", allow=Can.ANSWER_MEASURES)
def index() -> ResponseReturnValue:
    return show("measuring/client/index.html", **pages.index(g.client, clock.now()))


@routes.show("/<slug>", allow=Can.ANSWER_MEASURES)
def show_one(slug: str) -> ResponseReturnValue:
    return _show_instrument(instrument_at(slug) or abort(404), BeginForm.fresh())


@routes.accept("/<slug>", allow=Can.ANSWER_MEASURES)
def create(slug: str) -> ResponseReturnValue:
    instrument, form = instrument_at(slug) or abort(404), BeginForm()
    if not form.validate():
        return _show_instrument(instrument, form, 422)
    measure = assessments.begin(g.client, instrument, submission=form.submission, at=clock.now())
    return done(then=address("edit_all" if form.is_all_at_once else "edit", measure))


@routes.show("/<slug>/<uuid:measure_id>", allow=Can.ANSWER_MEASURES)
@of_open_measure
def edit(measure: Measure) -> ResponseReturnValue:
    """The question that is asked for, else the first that is open."""
    items, answers = measure.instrument.items, measure.answers
    item = rules.next_open(items, answers)
    if "item" in request.args:
        wanted = request.args["item"]
        item = next((one for one in rules.asked(items, answers) if one.id == wanted), None) or abort(404)
    if item is None:
        return done(then=address("check", measure))
    return _show_question(measure, item, AnswerForm(measure.instrument, formdata=None))


@routes.accept("/<slug>/<uuid:measure_id>", allow=Can.ANSWER_MEASURES)
@of_open_measure
def update(measure: Measure) -> ResponseReturnValue:
    form = AnswerForm(measure.instrument)
    if not form.validate():
        return _show_question(measure, form.asked or measure.instrument.items[0], form, 422)
    actions.answer(measure, form.given, client=g.client, at=clock.now())
    return _go_on(measure, rules.next_open(measure.instrument.items, measure.answers, form.asked))


@routes.show("/<slug>/<uuid:measure_id>/all", allow=Can.ANSWER_MEASURES)
@of_open_measure
def edit_all(measure: Measure) -> ResponseReturnValue:
    return _show(measure, "all", form=all_form(measure.instrument, measure.answers))


@routes.accept("/<slug>/<uuid:measure_id>/all", allow=Can.ANSWER_MEASURES)
@of_open_measure
def update_all(measure: Measure) -> ResponseReturnValue:
    form = all_form(measure.instrument)
    if not form.validate():
        return _show(measure, "all", 422, form=form)
    actions.answer(measure, form.given, client=g.client, at=clock.now())
    return _go_on(measure, None)


@routes.show("/<slug>/<uuid:measure_id>/check", allow=Can.ANSWER_MEASURES)
@of_open_measure
def check(measure: Measure) -> ResponseReturnValue:
    return _show(measure, "check", **pages.review(measure))


@routes.accept("/<slug>/<uuid:measure_id>/result", allow=Can.ANSWER_MEASURES)
@of_open_measure
def create_result(measure: Measure) -> ResponseReturnValue:
    """Nothing was answered nor declined: there is nothing to finish yet."""
    if not measure.answers:
        return done(then=address("edit", measure))
    assessments.finish(measure, at=clock.now())
    if measure.is_urgent:
        return show_result(measure.instrument.slug, measure.id)
    return done(then=address("show_result", measure))


@routes.show("/<slug>/<uuid:measure_id>/result", allow=Can.ANSWER_MEASURES)
def show_result(slug: str, measure_id: UUID) -> ResponseReturnValue:
    measure = _measure(slug, measure_id)
    if not measure.finished_at:
        return done(then=address("edit", measure))
    return _show(measure, "result", **pages.result(g.client, measure, clock.now()))


def _measure(slug: str, measure_id: UUID) -> Measure:
    measure = measures.measure_of(g.client, measure_id, to_change=request.method == "POST")
    return measure if measure.instrument.slug == slug else abort(404)


def _go_on(measure: Measure, item: Item | None) -> ResponseReturnValue:
    """To that question, or to all answers. An urgent one is met on this very response."""
    if measure.is_urgent and item:
        return _show_question(measure, item, AnswerForm(measure.instrument, formdata=None))
    if measure.is_urgent:
        return _show(measure, "check", **pages.review(measure))
    return done(then=address("edit", measure, item) if item else address("check", measure))


def _show_instrument(instrument: Instrument, form: BeginForm, status: int = 200) -> ResponseReturnValue:
    about = pages.instrument_page(g.client, instrument, clock.now())
    return show("measuring/client/instrument.html", status=status, form=form, **about)


def _show_question(measure: Measure, item: Item, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    return _show(measure, "question", status, form=form, **pages.question(measure, item))


def _show(measure: Measure, page: str, status: int = 200, **context: Any) -> ResponseReturnValue:
    about = pages.measure_page(g.client, measure)
    return show(f"measuring/client/{page}.html", status=status, **about, **context)
