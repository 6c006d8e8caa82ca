"""Asking for help, with no account. A code is the only way back to what was sent.

Wrong codes are not counted: they have 80 random bits, and stand in no address.
"""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.core.words import _, language
from companion.overviews.asking import actions
from companion.overviews.asking.forms import AddForm, AskForm, CodeForm
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.enquiries import actions as enquiries
from companion.records.enquiries import queries, wording
from companion.records.enquiries.models import Enquiry

# In bytes: 2,000 letters of any alphabet, as a form writes them, and the other fields.
LARGEST_FORM = 64 * 1024
routes = Routes("asking", url_prefix="/get-help")
PAGE, CODE_PAGE = "asking/public/new.html", "asking/public/code.html"


@routes.show("", allow=Can.ASK_FOR_HELP)
def new() -> ResponseReturnValue:
    now = clock.now()
    return _show(AskForm.blank(lambda form_id: actions.signed(form_id, now)))


@routes.accept("", allow=Can.ASK_FOR_HELP, largest=LARGEST_FORM, needs_token=False)
def create() -> ResponseReturnValue:
    form, program, now = AskForm(), _program(), clock.now()
    if program is None or not form.validate():
        return _show(form, 422)
    address = request.remote_addr or ""
    if actions.is_too_much(address, now):
        return _show(form, 429, is_too_much=True)
    about: dict[str, Any] = {"begun": form.begun.data or "", "is_trapped": bool(form.homepage.data)}
    asked = form.asked(language())
    enquiry = actions.receive(program, asked, form_id=form.submission, address=address, at=now, **about)
    code = queries.code_of(form.submission)
    return show("asking/public/received.html", program=program, enquiry=enquiry, code=code)


@routes.show("/request", allow=Can.ASK_FOR_HELP)
def new_code() -> ResponseReturnValue:
    return show(CODE_PAGE, form=CodeForm(formdata=None))


@routes.accept("/request", allow=Can.ASK_FOR_HELP, largest=LARGEST_FORM, needs_token=False)
def show_request() -> ResponseReturnValue:
    """Answers on this very page, so that the code stands in no address."""
    form = CodeForm()
    enquiry = queries.enquiry_with_code(form.code.data) if form.validate() else None
    if enquiry is None:
        if not form.errors:
            form.fail("code", _("No request has this code. Please check each letter and number."))
        return show(CODE_PAGE, status=422, form=form)
    return _show_state(enquiry, AddForm.fresh(code=form.code.data))


@routes.accept("/request/additions", allow=Can.ASK_FOR_HELP, largest=LARGEST_FORM, needs_token=False)
def create_addition() -> ResponseReturnValue:
    form, now = AddForm(), clock.now()
    enquiry = queries.enquiry_with_code(form.code.data or "")
    if enquiry is None:
        return show(CODE_PAGE, status=422, form=CodeForm(formdata=None))
    if not form.validate():
        return _show_state(enquiry, form, 422)
    change = enquiries.take_back if form.is_taken_back.data else actions.add
    change(enquiry, submission=form.submission, words=form.words.data or "", at=now)
    return _show_state(enquiry, AddForm.fresh(code=form.code.data), is_added=True)


def _program() -> Program | None:
    """Where several programs share this address, the one that the page names."""
    return programs.program_at(request.args.get("at"))


def _show(form: AskForm, status: int = 200, *, is_too_much: bool = False) -> ResponseReturnValue:
    program = _program()
    if program is None:
        # No form was there to be sent, so nothing of it is lost.
        listed = programs.public_programs()
        return show("asking/public/programs.html", status=200 if status == 200 else 404, programs=listed)
    return show(
        PAGE,
        status=status,
        program=program,
        form=form,
        slug=request.args.get("at"),
        answer_by=programs.answer_by(program, clock.now()),
        is_too_much=is_too_much,
    )


def _show_state(
    enquiry: Enquiry, form: AddForm, status: int = 200, *, is_added: bool = False
) -> ResponseReturnValue:
    return show(
        "asking/public/request.html",
        status=status,
        enquiry=enquiry,
        program=programs.program(enquiry.program_id),
        words=wording.STATES[enquiry.state_told],
        is_waiting=enquiry.times.is_waiting(),
        is_late=enquiry.times.is_late(clock.now()),
        form=form,
        is_added=is_added,
    )
