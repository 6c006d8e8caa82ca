"""The client reads what was written down about their sessions, and can say something about it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, keyset
from companion.core.web import Routes, done, show
from companion.overviews.noting import queries
from companion.records.notes import actions
from companion.records.notes import queries as notes
from companion.records.notes.forms import CommentForm
from companion.records.notes.models import NoteComment

routes = Routes("noting", url_prefix="/notes")


@routes.show("", allow=Can.READ_OWN_NOTES)
def index() -> ResponseReturnValue:
    page = queries.page_of(g.client, keyset.mark_after(request.args.get("before")), for_client=True)
    return show("noting/client/index.html", listing=page)


@routes.show("/<uuid:note_id>", allow=Can.READ_OWN_NOTES)
def show_one(note_id: UUID) -> ResponseReturnValue:
    return _show(note_id, CommentForm.fresh())


@routes.accept("/<uuid:note_id>/comments", allow=Can.COMMENT_NOTE)
def create(note_id: UUID) -> ResponseReturnValue:
    form = CommentForm()
    if not form.validate():
        return _show(note_id, form, 422)
    note = notes.shown_note_of(g.client, note_id)
    actions.comment(note, submission=form.submission, words=form.words.data, by=g.client, at=clock.now())
    return done(then=url_for(".show_one", note_id=note_id, saved=form.submission, _anchor="comments"))


@routes.accept("/comments/<uuid:note_comment_id>/removal", allow=Can.COMMENT_NOTE)
def create_removal(note_comment_id: UUID) -> ResponseReturnValue:
    comment = notes.comment_of(g.client, note_comment_id)
    actions.take_back(comment, at=clock.now())
    return done(then=url_for(".show_one", note_id=comment.note_id, removed=comment.id, _anchor="comments"))


@routes.accept("/comments/<uuid:note_comment_id>/restoration", allow=Can.COMMENT_NOTE)
def create_restoration(note_comment_id: UUID) -> ResponseReturnValue:
    comment = notes.comment_of(g.client, note_comment_id)
    actions.put_back(comment, at=clock.now())
    return done(then=url_for(".show_one", note_id=comment.note_id, _anchor="comments"))


def _show(note_id: UUID, form: CommentForm, status: int = 200) -> ResponseReturnValue:
    note = notes.shown_note_of(g.client, note_id)
    return show(
        "noting/client/show.html",
        status=status,
        note=note,
        sessions=queries.sessions_of(g.client, [note]),
        form=form,
        removed=_just_removed(),
        saved=request.args.get("saved", type=UUID),
    )


def _just_removed() -> NoteComment | None:
    """What the page offers to put back."""
    if "removed" not in request.args:
        return None
    comment_id = request.args.get("removed", type=UUID)
    found = notes.comment_of(g.client, comment_id) if comment_id else abort(404)
    return found if found.removed_at else None
