"""The client reads notes from supporters, and is spared those of one person with one tap."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock, web
from companion.core.web import Routes, done, show
from companion.overviews.encouraging import actions
from companion.records.encouragement import actions as notes
from companion.records.encouragement import queries
from companion.records.encouragement.rules import Stop

routes = Routes("encouraging", url_prefix="/sharing/notes")


@routes.show("", allow=Can.READ_SUPPORTER_NOTES)
def index() -> ResponseReturnValue:
    found, now = queries.notes_of(g.client), clock.now()
    new = {note.id for note in found if note.read_at is None}
    if new:
        web.before_commit(lambda: notes.mark_read(queries.notes_of(g.client), at=now))
    return show(
        "encouraging/client/index.html",
        notes=found,
        new=new,
        supports=[one for one in access.supports_of(g.client) if one.accepted_at],
        stops=queries.stops_of(g.client),
        Stop=Stop,
    )


@routes.accept("/<uuid:supporter_note_id>/report", allow=Can.READ_SUPPORTER_NOTES)
def create_report(supporter_note_id: UUID) -> ResponseReturnValue:
    actions.report(queries.note_of(g.client, supporter_note_id), g.client, at=clock.now())
    return _to_list()


@routes.accept("/from/<uuid:support_id>/mute", allow=Can.READ_SUPPORTER_NOTES)
def create_mute(support_id: UUID) -> ResponseReturnValue:
    return _stop(support_id, Stop.MUTE)


@routes.accept("/from/<uuid:support_id>/mute/undo", allow=Can.READ_SUPPORTER_NOTES)
def destroy_mute(support_id: UUID) -> ResponseReturnValue:
    return _let_through(support_id, Stop.MUTE)


@routes.accept("/from/<uuid:support_id>/block", allow=Can.READ_SUPPORTER_NOTES)
def create_block(support_id: UUID) -> ResponseReturnValue:
    return _stop(support_id, Stop.BLOCK)


@routes.accept("/from/<uuid:support_id>/block/undo", allow=Can.READ_SUPPORTER_NOTES)
def destroy_block(support_id: UUID) -> ResponseReturnValue:
    return _let_through(support_id, Stop.BLOCK)


def _stop(support_id: UUID, kind: Stop) -> ResponseReturnValue:
    notes.stop(access.support_of(g.client, support_id), kind, by=g.person, at=clock.now())
    return _to_list()


def _let_through(support_id: UUID, kind: Stop) -> ResponseReturnValue:
    notes.let_through(access.support_of(g.client, support_id), kind, by=g.person, at=clock.now())
    return _to_list()


def _to_list() -> ResponseReturnValue:
    return done(then=url_for(".index"))
