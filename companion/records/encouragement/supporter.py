"""A supporter sends a short note. That says nothing of the client, so it needs no consent."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.encouragement import actions
from companion.records.encouragement.forms import NoteForm

routes = Routes("encouragement", url_prefix="/supporting/<uuid:client_id>/note")
PAGE = "encouragement/supporter/new.html"


@routes.show("", allow=Can.SEND_NOTE)
def new(client_id: UUID) -> ResponseReturnValue:
    return show(PAGE, form=NoteForm.fresh(), client=g.client)


@routes.accept("", allow=Can.SEND_NOTE)
def create(client_id: UUID) -> ResponseReturnValue:
    """The answer is the same whether the note arrives or not."""
    form = NoteForm()
    if not form.validate():
        return show(PAGE, status=422, form=form, client=g.client)
    support = access.support_between(client_id, g.person)
    words, submission = form.words.data or "", form.submission
    try:
        actions.send(support, words=words, submission=submission, by=g.person, at=clock.now())
    except actions.TooManyNotes as refusal:
        form.fail("words", str(refusal))
        return show(PAGE, status=422, form=form, client=g.client)
    return done(then=url_for(".show_sent", client_id=client_id))


@routes.show("/sent", allow=Can.SEND_NOTE)
def show_sent(client_id: UUID) -> ResponseReturnValue:
    return show("encouragement/supporter/sent.html", client=g.client)
