"""A counselor takes a client in and hands over the link to sign in with."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.enrolling import enrol
from companion.access.permissions import Can
from companion.accounts import guard, recovery
from companion.accounts import queries as people
from companion.accounts.links import Link
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.enrolling.forms import EnrolForm
from companion.programs import queries as programs
from companion.programs.models import Program, Track

routes = Routes("enrolling", url_prefix="/caseload")


@routes.show("/new", allow=Can.ENROL_CLIENT)
def new() -> ResponseReturnValue:
    program = programs.program(g.person.program_id)
    tracks = programs.tracks_of(program.id)
    return _show_form(EnrolForm.first(program, tracks, _today_in(program)), tracks)


@routes.accept("/new", allow=Can.ENROL_CLIENT)
def create() -> ResponseReturnValue:
    program = programs.program(g.person.program_id)
    tracks = programs.tracks_of(program.id)
    form = EnrolForm()
    form.prepare(tracks, today=_today_in(program))
    if not form.validate():
        return _show_form(form, tracks, 422)
    client = access.client_enrolled_as(g.person, form.submission, clock.now())
    if client is None:
        track = programs.track_of(program.id, form.track_id)
        new, own = form.answers(track), g.person
        client = enrol(new, track, client_id=form.submission, counselor=own, by=own, at=clock.now())
    return done(then=url_for(".show_invitation", client_id=client.id))


@routes.show("/<uuid:client_id>/invitation", allow=Can.INVITE_CLIENT)
def show_invitation(client_id: UUID) -> ResponseReturnValue:
    return _show_invitation(link=None)


@routes.accept("/<uuid:client_id>/invitation", allow=Can.INVITE_CLIENT)
def create_invitation(client_id: UUID) -> ResponseReturnValue:
    """Answers with the page itself: the link is in this answer and nowhere else."""
    if g.client.password_hash:
        guard.be_sure()
    return _show_invitation(recovery.let_in_again(g.client, by=g.person, at=clock.now()))


def _today_in(program: Program) -> date:
    return clock.now().astimezone(ZoneInfo(program.zone)).date()


def _show_form(form: EnrolForm, tracks: list[Track], status: int = 200) -> ResponseReturnValue:
    return show("enrolling/counselor/new.html", status=status, form=form, tracks=tracks)


def _show_invitation(link: Link | None) -> ResponseReturnValue:
    invitation = people.latest_invitation_of(g.client)
    context = {"client": g.client, "invitation": invitation, "link": link, "now": clock.now()}
    return show("enrolling/counselor/invitation.html", **context)
