"""The safety plan, one question a page, and one small step for the week."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.plan import actions, queries, reading, rules, wording
from companion.records.plan.forms import AnswerForm, GoalForm
from companion.records.plan.models import SafetyAnswer, WeekGoal
from companion.records.plan.rules import STEPS, Step

routes = Routes("safety_plan", url_prefix="/plan")


@routes.show("/safety", allow=Can.READ_PLAN)
def index() -> ResponseReturnValue:
    """Ends the questions, too: all answers on one page, to check and to change."""
    return show(
        "plan/client/safety.html",
        steps=wording.STEPS,
        answers=queries.answers_of(g.client),
        reasons=queries.reasons_of(g.client),
        comments=reading.comments_by_subject(g.client)[rules.About.SAFETY],
    )


@routes.show("/safety/question", allow=Can.WRITE_PLAN)
def edit() -> ResponseReturnValue:
    row, check = queries.answer_of(g.client, _step()), request.args.get("check", "")
    return _show_question(AnswerForm(formdata=None, words=row.words if row else "", check=check), row)


@routes.accept("/safety/question", allow=Can.WRITE_PLAN)
def update() -> ResponseReturnValue:
    form, step = AnswerForm(), _step()
    if not form.validate():
        return _show_question(form, queries.answer_of(g.client, step), 422)
    actions.answer(g.client, step, words=form.words.data or "", at=clock.now())
    then = None if form.check.data else rules.following(step)
    if then is None:
        return done(then=url_for(".index"))
    return done(then=url_for(".edit", number=STEPS.index(then) + 1))


@routes.show("/week", allow=Can.WRITE_PLAN)
def edit_goal() -> ResponseReturnValue:
    goal = queries.goal_of(g.client, _monday())
    return _show_goal(GoalForm(formdata=None, words=goal.words if goal else ""), goal)


@routes.accept("/week", allow=Can.WRITE_PLAN)
def update_goal() -> ResponseReturnValue:
    form = GoalForm()
    if not form.validate():
        return _show_goal(form, queries.goal_of(g.client, _monday()), 422)
    actions.set_goal(g.client, _monday(), words=form.words.data or "", at=clock.now())
    return done(then=url_for("client.plan.index", _anchor="week"))


def _step() -> Step:
    """By its number, 1 to 6; the first one where the address does not say."""
    said = request.values.get("number", "1")
    return STEPS[int(said) - 1] if said in map(str, range(1, len(STEPS) + 1)) else abort(404)


def _monday() -> date:
    return rules.monday_of(clock.now().astimezone(ZoneInfo(g.client.zone)).date())


def _show_question(form: AnswerForm, row: SafetyAnswer | None, status: int = 200) -> ResponseReturnValue:
    step = _step()
    return show(
        "plan/client/question.html",
        status=status,
        form=form,
        asked=wording.STEPS[step],
        number=STEPS.index(step) + 1,
        count=len(STEPS),
        versions=_versions(row),
    )


def _show_goal(form: GoalForm, goal: WeekGoal | None, status: int = 200) -> ResponseReturnValue:
    earlier = [one for one in queries.goals_of(g.client, until=_monday()) if one is not goal]
    about: dict[str, Any] = {"form": form, "monday": _monday(), "earlier": earlier}
    return show("plan/client/week.html", status=status, **about, versions=_versions(goal))


def _versions(row: SafetyAnswer | WeekGoal | None) -> list[Any]:
    return trail.versions_of(row) if row else []
