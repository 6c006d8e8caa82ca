"""Is this the right level of care for who asks for help? A list to think with, for staff only."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, web
from companion.core.web import Routes, done, show
from companion.overviews.levels import actions
from companion.overviews.levels.forms import CheckForm
from companion.records.enquiries import actions as enquiries
from companion.records.enquiries import queries
from companion.records.enquiries.models import Enquiry
from companion.records.levels import queries as levels
from companion.records.levels import rules, wording

routes = Routes("levels", url_prefix="/enquiries")
CHECK = "/<uuid:enquiry_id>/level-check"


@routes.show(CHECK, allow=Can.READ_ENQUIRIES)
def new(enquiry_id: UUID) -> ResponseReturnValue:
    enquiry, now, reader = _found(enquiry_id), clock.now(), g.person
    web.before_commit(lambda: enquiries.read(enquiry, by=reader, at=now))
    latest = levels.latest_check_of(enquiry.id)
    return _show(enquiry, CheckForm.fresh(**(latest.answers if latest else {})))


@routes.accept(CHECK, allow=Can.ANSWER_ENQUIRY)
def create(enquiry_id: UUID) -> ResponseReturnValue:
    enquiry, form = _found(enquiry_id), CheckForm()
    if not form.validate():
        return _show(enquiry, form, 422)
    words, now = form.words.data or "", clock.now()
    actions.check(enquiry, form.answers, words=words, submission=form.submission, by=g.person, at=now)
    return done(then=url_for(".new", enquiry_id=enquiry.id))


@routes.accept(f"{CHECK}/talk", allow=Can.ANSWER_ENQUIRY)
def create_talk(enquiry_id: UUID) -> ResponseReturnValue:
    enquiry = _found(enquiry_id)
    latest = levels.latest_check_of(enquiry.id)
    if latest:
        actions.talk(enquiry, latest, by=g.person, at=clock.now())
    return done(then=url_for(".new", enquiry_id=enquiry.id))


def _found(enquiry_id: UUID) -> Enquiry:
    found = queries.enquiry_of(g.person, enquiry_id, clock.now())
    return abort(404) if found.purged_at else found


def _show(enquiry: Enquiry, form: CheckForm, status: int = 200) -> ResponseReturnValue:
    return show(
        "levels/counselor/check.html",
        status=status,
        enquiry=enquiry,
        form=form,
        latest=levels.latest_check_of(enquiry.id),
        rules=rules,
        wording=wording,
    )
