"""A client's path: referred, assessed, enrolled, stepped up or down, discharged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import leaving
from companion.access import queries as access
from companion.access.enrolling import know
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.stepping import actions, queries
from companion.overviews.stepping.forms import AssessmentForm, DischargeForm, ReferralForm, StepForm
from companion.overviews.stepping.queries import Shown
from companion.overviews.stepping.wording import THINGS
from companion.programs import actions as programs
from companion.programs import queries as tracks
from companion.programs.forms import STEPS
from companion.programs.path import wording
from companion.programs.path.actions import CannotStep
from companion.programs.path.rules import Level
from companion.programs.stay_forms import StayForm

routes = Routes("stepping", url_prefix="/caseload")
PATH = "/<uuid:client_id>/path"


@routes.show("/referrals/new", allow=Can.ENROL_CLIENT)
def new_referral() -> ResponseReturnValue:
    return show("stepping/counselor/referral.html", form=ReferralForm.first(g.program))


@routes.accept("/referrals/new", allow=Can.ENROL_CLIENT)
def create_referral() -> ResponseReturnValue:
    form, now = ReferralForm(), clock.now()
    if not form.validate():
        return show("stepping/counselor/referral.html", status=422, form=form)
    client = access.client_enrolled_as(g.person, form.submission, now)
    if client is None:
        about = {"program_id": g.program.id, "client_id": form.submission}
        client = know(form.answers(), **about, by=g.person, at=now)
    return done(then=url_for(".index", client_id=client.id))


@routes.show(PATH, allow=Can.READ_PATH)
def index(client_id: UUID) -> ResponseReturnValue:
    return _show(queries.shown_of(g.client, clock.now()))


@routes.accept(f"{PATH}/assessment", allow=Can.WRITE_PATH)
def create_assessment(client_id: UUID) -> ResponseReturnValue:
    found = queries.shown_of(g.client, clock.now())
    form = AssessmentForm().since(found.today)
    return _take(found, form, "assessment", actions.assess)


@routes.accept(f"{PATH}/steps", allow=Can.WRITE_PATH)
def create_step(client_id: UUID) -> ResponseReturnValue:
    found = queries.shown_of(g.client, clock.now())
    form = StepForm().since(found.today).prepare(found.phases)
    return _take(found, form, "step", actions.step)


@routes.show(f"{PATH}/enrolment", allow=Can.WRITE_PATH)
def new_enrolment(client_id: UUID) -> ResponseReturnValue:
    found, known = queries.shown_of(g.client, clock.now()), tracks.tracks_of(g.program.id)
    form = StayForm.fresh(**StayForm.usual(known, found.today))
    form.prepare(known, today=found.today)
    return _show_enrolment(found, form)


@routes.accept(f"{PATH}/enrolment", allow=Can.WRITE_PATH)
def create_enrolment(client_id: UUID) -> ResponseReturnValue:
    found, form = queries.shown_of(g.client, clock.now()), StayForm()
    form.prepare(tracks.tracks_of(g.program.id), today=found.today)
    if not form.validate():
        return _show_enrolment(found, form, 422)
    track = tracks.track_of(g.program.id, form.track_id)
    try:
        about: dict[str, Any] = {"submission": form.submission, "by": g.person, "at": clock.now()}
        programs.enrol_known(g.client, track, form.stay_in(track), **about)
    except CannotStep as refusal:
        form.fail("started_on", str(refusal))
        return _show_enrolment(found, form, 422)
    return done(then=url_for(".index", client_id=client_id))


@routes.show(f"{PATH}/discharge", allow=Can.DISCHARGE)
def new_discharge(client_id: UUID) -> ResponseReturnValue:
    found = queries.shown_of(g.client, clock.now())
    return _show_discharge(found, DischargeForm.first(found.today))


@routes.accept(f"{PATH}/discharge", allow=Can.DISCHARGE)
def create_discharge(client_id: UUID) -> ResponseReturnValue:
    found = queries.shown_of(g.client, clock.now())
    form = DischargeForm().since(found.today)
    if not form.validate():
        return _show_discharge(found, form, 422)
    try:
        actions.discharge(g.client, form.step(), submission=form.submission, by=g.person, at=clock.now())
    except CannotStep as refusal:
        form.fail("on", str(refusal))
        return _show_discharge(found, form, 422)
    is_over = form.on.data <= found.today
    return done(then="/caseload" if is_over else url_for(".index", client_id=client_id))


@routes.accept(f"{PATH}/discharge/undo", allow=Can.DISCHARGE)
def destroy_discharge(client_id: UUID) -> ResponseReturnValue:
    leaving.take_back(g.client, by=g.person, at=clock.now())
    return done(then=url_for(".index", client_id=client_id))


def _take(found: Shown, form: Any, name: str, act: Any) -> ResponseReturnValue:
    if not form.validate():
        return _show(found, 422, **{name: form})
    try:
        act(g.client, form.step(), **form.more, submission=form.submission, by=g.person, at=clock.now())
    except CannotStep as refusal:
        form.fail("on", str(refusal))
        return _show(found, 422, **{name: form})
    return done(then=url_for(".index", client_id=g.client.id))


def _show(found: Shown, status: int = 200, **sent: Any) -> ResponseReturnValue:
    step = StepForm.first(found.today, level=found.path.level).prepare(found.phases)
    assessment = AssessmentForm.first(found.today, level=Level.INTENSIVE_OUTPATIENT)
    forms = {"assessment": assessment, "step": step, **sent}
    context: dict[str, Any] = {"failing": next(iter(sent.values()), None), "wording": wording}
    context |= {"things": THINGS, "steps_down_from": STEPS}
    return show("stepping/counselor/path.html", status=status, shown=found, **context, **forms)


def _show_enrolment(found: Shown, form: StayForm, status: int = 200) -> ResponseReturnValue:
    return show("stepping/counselor/enrolment.html", status=status, shown=found, form=form)


def _show_discharge(found: Shown, form: DischargeForm, status: int = 200) -> ResponseReturnValue:
    left = queries.left_open_of(g.client, g.person, clock.now())
    return show("stepping/counselor/discharge.html", status=status, shown=found, form=form, left=left)
