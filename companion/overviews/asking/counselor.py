"""The requests for help of the program: the list with its clock, one request, and what is done about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock, web
from companion.core.forms import LogForm
from companion.core.phones import call_link
from companion.core.web import Routes, done, show
from companion.overviews.asking import actions
from companion.overviews.asking.forms import AttemptForm, NoteForm, OutcomeForm
from companion.records.enquiries import actions as enquiries
from companion.records.enquiries import queries, wording
from companion.records.enquiries.models import Enquiry
from companion.records.enquiries.rules import How, Outcome

routes = Routes("asking", url_prefix="/enquiries")
ONE = "/<uuid:enquiry_id>"


@routes.show("", allow=Can.READ_ENQUIRIES)
def index() -> ResponseReturnValue:
    """Names nobody: who opens a request is noted, and a list is not."""
    now = clock.now()
    return show(
        "asking/counselor/index.html",
        now=now,
        own={client.id for client in access.clients_of(g.person, now)},
        waiting=queries.open_enquiries(g.person),
        held=queries.held_enquiries(g.person),
        closed=queries.closed_enquiries(g.person),
        has_news=actions.has_news,
        wording=wording,
    )


@routes.show(ONE, allow=Can.READ_ENQUIRIES)
def show_enquiry(enquiry_id: UUID) -> ResponseReturnValue:
    return _show(_found(enquiry_id))


@routes.accept(f"{ONE}/claim", allow=Can.ANSWER_ENQUIRY)
def create_claim(enquiry_id: UUID) -> ResponseReturnValue:
    return _do(enquiry_id, enquiries.claim)


@routes.accept(f"{ONE}/claim/undo", allow=Can.ANSWER_ENQUIRY)
def destroy_claim(enquiry_id: UUID) -> ResponseReturnValue:
    return _do(enquiry_id, enquiries.unclaim)


@routes.accept(f"{ONE}/acceptance", allow=Can.ANSWER_ENQUIRY)
def create_acceptance(enquiry_id: UUID) -> ResponseReturnValue:
    return _do(enquiry_id, actions.accept)


@routes.accept(f"{ONE}/outcome/undo", allow=Can.ANSWER_ENQUIRY)
def destroy_outcome(enquiry_id: UUID) -> ResponseReturnValue:
    return _do(enquiry_id, enquiries.reopen)


@routes.accept(f"{ONE}/attempts", allow=Can.ANSWER_ENQUIRY)
def create_attempt(enquiry_id: UUID) -> ResponseReturnValue:
    enquiry, form = _found(enquiry_id), AttemptForm()
    if not form.validate():
        return _show(enquiry, 422, attempt=form)
    about: dict[str, Any] = {"submission": form.submission, "words": form.tried.data or ""}
    about |= {"is_reached": form.is_reached.data, "by": g.person, "at": clock.now()}
    actions.attempt(enquiry, How(form.how.data), **about)
    return _to(enquiry)


@routes.accept(f"{ONE}/notes", allow=Can.ANSWER_ENQUIRY)
def create_note(enquiry_id: UUID) -> ResponseReturnValue:
    enquiry, form = _found(enquiry_id), NoteForm()
    if not form.validate():
        return _show(enquiry, 422, note=form)
    about = {"submission": form.submission, "by": g.person, "at": clock.now()}
    enquiries.write_note(enquiry, form.noted.data, **about)
    return _to(enquiry)


@routes.accept(f"{ONE}/outcome", allow=Can.ANSWER_ENQUIRY)
def create_outcome(enquiry_id: UUID) -> ResponseReturnValue:
    enquiry, form = _found(enquiry_id), _outcome_form()
    if not form.validate():
        return _show(enquiry, 422, outcome=form)
    now = clock.now()
    about: dict[str, Any] = {"submission": form.submission, "words": form.ending.data or ""}
    about["client"] = access.client_of(g.person, form.client_id, now) if form.client_id else None
    actions.close(enquiry, Outcome(form.outcome.data), by=g.person, at=now, **about)
    return done(then=url_for(".index"))


def _found(enquiry_id: UUID) -> Enquiry:
    return queries.enquiry_of(g.person, enquiry_id, clock.now())


def _do(enquiry_id: UUID, act: Any) -> ResponseReturnValue:
    """What needs no more than a tap. Sent again, it is the same tap."""
    enquiry, form = _found(enquiry_id), LogForm()
    if not form.validate():
        return _show(enquiry, 422)
    act(enquiry, submission=form.submission, by=g.person, at=clock.now())
    return _to(enquiry)


def _to(enquiry: Enquiry) -> ResponseReturnValue:
    return done(then=url_for(".show_enquiry", enquiry_id=enquiry.id))


def _outcome_form(*, is_fresh: bool = False) -> OutcomeForm:
    form = OutcomeForm.fresh() if is_fresh else OutcomeForm()
    form.prepare(access.clients_of(g.person, clock.now()))
    return form


def _show(enquiry: Enquiry, status: int = 200, **forms: LogForm) -> ResponseReturnValue:
    now, reader = clock.now(), g.person
    if status == 200:
        web.before_commit(lambda: actions.read(enquiry, by=reader, at=now))
    context: dict[str, Any] = {
        "attempt": AttemptForm.fresh(),
        "note": NoteForm.fresh(),
        "outcome": _outcome_form(is_fresh=True),
        "sent": next(iter(forms.values()), None),
        "readings": queries.readings_of(enquiry),
        "has_news": actions.has_news(enquiry),
        "call_link": call_link,
        "wording": wording,
        "now": now,
    }
    page = "asking/counselor/show.html"
    return show(page, status=status, enquiry=enquiry, **{**context, **forms})
