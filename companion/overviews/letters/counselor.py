"""The care team reads what a letter would say, and signs it or does not."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.letters import queries, wording
from companion.overviews.letters.forms import SignForm
from companion.records.letters import actions
from companion.records.letters import queries as letters
from companion.records.letters.rules import State

routes = Routes("letters", url_prefix="/caseload/<uuid:client_id>/letters")


@routes.show("", allow=Can.READ_LETTERS)
def index(client_id: UUID) -> ResponseReturnValue:
    found = letters.letters_of(g.client)
    return show(
        "letters/counselor/index.html",
        client=g.client,
        letters=found,
        kinds=wording.KINDS,
        states=wording.STATES,
    )


@routes.show("/<uuid:letter_id>", allow=Can.READ_LETTERS)
def show_letter(client_id: UUID, letter_id: UUID) -> ResponseReturnValue:
    letter = letters.letter_of(g.client, letter_id)
    facts = queries.facts_of(g.client, letter)
    is_over = letter.state in (State.DECLINED, State.TAKEN_BACK)
    return show(
        "letters/counselor/letter.html",
        client=g.client,
        letter=letter,
        facts=facts,
        printed=None if is_over else wording.printed(letter, facts),
        kinds=wording.KINDS,
    )


@routes.accept("/<uuid:letter_id>/signature", allow=Can.SIGN_LETTER)
def sign(client_id: UUID, letter_id: UUID) -> ResponseReturnValue:
    letter, now, form = letters.letter_of(g.client, letter_id), clock.now(), SignForm()
    facts = queries.facts_of(g.client, letter)
    seen = form.seen.data or "" if form.validate() else ""
    on = queries.day_at_program(g.client.program_id, now)
    actions.sign(letter, facts, seen=seen, on=on, by=g.person, at=now)
    return _done(letter_id)


@routes.accept("/<uuid:letter_id>/refusal", allow=Can.SIGN_LETTER)
def decline(client_id: UUID, letter_id: UUID) -> ResponseReturnValue:
    actions.decline(letters.letter_of(g.client, letter_id), by=g.person, at=clock.now())
    return _done(letter_id)


@routes.accept("/<uuid:letter_id>/revocation", allow=Can.SIGN_LETTER)
def revoke(client_id: UUID, letter_id: UUID) -> ResponseReturnValue:
    actions.revoke_signed(letters.letter_of(g.client, letter_id), by=g.person, at=clock.now())
    return _done(letter_id)


def _done(letter_id: UUID) -> ResponseReturnValue:
    return done(then=url_for(".show_letter", client_id=g.client.id, letter_id=letter_id))
