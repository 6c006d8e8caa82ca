"""A client asks for an attendance letter, prints it, and can take it back."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.letters import queries, wording
from companion.overviews.letters.forms import AskForm
from companion.records.letters import actions
from companion.records.letters import queries as letters
from companion.records.letters.rules import Kind, State

routes = Routes("letters", url_prefix="/letters")


@routes.show("", allow=Can.ASK_LETTER)
def index() -> ResponseReturnValue:
    found = letters.letters_of(g.client)
    return show("letters/client/index.html", letters=found, kinds=wording.KINDS, states=wording.STATES)


@routes.show("/new", allow=Can.ASK_LETTER)
def new() -> ResponseReturnValue:
    today = queries.day_at_program(g.client.program_id, clock.now())
    first_on = queries.first_day_of(g.client, today)
    return show("letters/client/new.html", form=AskForm.fresh(first_on=first_on, last_on=today))


@routes.accept("/new", allow=Can.ASK_LETTER)
def create() -> ResponseReturnValue:
    now, form = clock.now(), AskForm()
    form.today = queries.day_at_program(g.client.program_id, now)
    if not form.validate():
        return show("letters/client/new.html", status=422, form=form)
    letter = actions.ask(
        g.client,
        submission=form.submission,
        kind=Kind(form.kind.data),
        first_on=form.first_on.data,
        last_on=form.last_on.data,
        recipient=form.recipient.data,
        at=now,
    )
    return done(then=url_for(".show_letter", letter_id=letter.id))


@routes.show("/<uuid:letter_id>", allow=Can.ASK_LETTER)
def show_letter(letter_id: UUID) -> ResponseReturnValue:
    letter = letters.letter_of(g.client, letter_id)
    printed = None
    if letter.state == State.SIGNED:
        printed = wording.printed(letter, queries.facts_of(g.client, letter))
    return show("letters/client/letter.html", letter=letter, printed=printed, kinds=wording.KINDS)


@routes.accept("/<uuid:letter_id>/revocation", allow=Can.ASK_LETTER)
def revoke(letter_id: UUID) -> ResponseReturnValue:
    letter = letters.letter_of(g.client, letter_id)
    actions.revoke(letter, by=g.person, at=clock.now())
    return done(then=url_for(".show_letter", letter_id=letter.id))
