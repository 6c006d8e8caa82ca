"""The administrator asks up to two yes-or-no questions of the program's own in everyone's check-in."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.days import queries, questions
from companion.records.days.forms import QuestionForm
from companion.records.days.rules import MOST_QUESTIONS

routes = Routes("questions", url_prefix="/admin/questions")


@routes.show("", allow=Can.MANAGE_PROGRAM)
def index() -> ResponseReturnValue:
    return _show(QuestionForm(formdata=None))


@routes.accept("", allow=Can.MANAGE_PROGRAM)
def create() -> ResponseReturnValue:
    form = QuestionForm()
    if not form.validate() or not _is_added(form):
        return _show(form, 422)
    return done(then=url_for(".index"))


@routes.accept("/<uuid:question_id>/retirement", allow=Can.MANAGE_PROGRAM)
def create_retirement(question_id: UUID) -> ResponseReturnValue:
    question = queries.question_of(g.person.program_id, question_id)
    questions.retire(question, by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _is_added(form: QuestionForm) -> bool:
    words = {"english": form.english.data, "spanish": form.spanish.data}
    try:
        questions.add(g.person.program_id, **words, by=g.person, at=clock.now())
    except questions.TooManyQuestions as refusal:
        form.fail("english", str(refusal))
        return False
    return True


def _show(form: QuestionForm, status: int = 200) -> ResponseReturnValue:
    found = queries.questions_of(g.person.program_id, with_retired=True)
    asked = [one for one in found if one.retired_at is None]
    retired = [one for one in found if one.retired_at]
    return show(
        "days/admin/questions.html",
        status=status,
        form=form,
        asked=asked,
        retired=retired,
        most=MOST_QUESTIONS,
    )
