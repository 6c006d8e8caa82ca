"""Whoever holds a letter checks it by its code: the letter's own facts, and nothing else.

Wrong codes are not counted: with 80 random bits, a billion tries a second for a thousand years would
find one of a million letters with a chance of about one in forty thousand.
"""

from __future__ import annotations

from datetime import date

from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, web
from companion.core.web import Routes, show
from companion.core.words import _
from companion.overviews.letters import queries, wording
from companion.overviews.letters.forms import CodeForm
from companion.records.letters import actions, rules
from companion.records.letters import queries as letters
from companion.records.letters.models import Letter
from companion.records.letters.rules import Facts

routes = Routes("letters", url_prefix="/verify")
PAGE = "letters/public/verify.html"


@routes.show("", allow=Can.VERIFY_LETTER)
def new() -> ResponseReturnValue:
    return _show()


@routes.accept("", allow=Can.VERIFY_LETTER)
def create() -> ResponseReturnValue:
    """Answers on this very page, so that the code stands in no address."""
    form = CodeForm()
    if not form.validate():
        return _show(form=form, status=422)
    letter = letters.letter_with_code(form.code.data)
    if letter is None:
        form.fail("code", _("No letter has this code. Please check each letter and number."))
        return _show(form=form, status=422)
    return _confirm(letter)


@routes.show("/<code>", allow=Can.VERIFY_LETTER)
def show_letter(code: str) -> ResponseReturnValue:
    letter = letters.letter_with_code(code)
    return _confirm(letter) if letter else _show(is_missing=True, status=404)


def _confirm(letter: Letter) -> ResponseReturnValue:
    now = clock.now()
    web.before_commit(lambda: actions.note_verified(letter, at=now))
    if letter.revoked_at:
        return _show(taken_back_on=queries.day_at_program(letter.program_id, letter.revoked_at))
    return _show(facts=rules.read(letter.facts))


def _show(
    *,
    form: CodeForm | None = None,
    facts: Facts | None = None,
    taken_back_on: date | None = None,
    is_missing: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    return show(
        PAGE,
        status=status,
        form=form or CodeForm(formdata=None),
        facts=facts,
        taken_back_on=taken_back_on,
        is_missing=is_missing,
        hours=wording.hours,
    )
