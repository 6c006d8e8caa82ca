"""A counselor's own counseling notes about a client. No colleague, stand-in or administrator finds them."""

from __future__ import annotations

from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock, keyset
from companion.core.keyset import Mark
from companion.core.web import Routes, done, show
from companion.records.counseling import actions, queries
from companion.records.counseling.forms import CounselingNoteForm

routes = Routes("counseling", url_prefix="/caseload/<uuid:client_id>/counseling-notes")


@routes.show("", allow=Can.READ_COUNSELING_NOTES)
def index(client_id: UUID) -> ResponseReturnValue:
    return _show(CounselingNoteForm.fresh())


@routes.accept("", allow=Can.WRITE_COUNSELING_NOTES)
def create(client_id: UUID) -> ResponseReturnValue:
    form = CounselingNoteForm()
    if not form.validate():
        return _show(form, 422)
    access.require_own(g.person, g.client, clock.now())
    actions.write(g.client, submission=form.submission, body=form.body.data, by=g.person, at=clock.now())
    return done(then=url_for(".index", client_id=client_id, saved=form.submission))


@routes.show("/<uuid:counseling_note_id>/edit", allow=Can.WRITE_COUNSELING_NOTES)
def edit(client_id: UUID, counseling_note_id: UUID) -> ResponseReturnValue:
    note = queries.counseling_note_by(g.person, g.client, counseling_note_id)
    return _show_edit(counseling_note_id, CounselingNoteForm.fresh(body=note.body))


@routes.accept("/<uuid:counseling_note_id>/edit", allow=Can.WRITE_COUNSELING_NOTES)
def update(client_id: UUID, counseling_note_id: UUID) -> ResponseReturnValue:
    form = CounselingNoteForm()
    if not form.validate():
        return _show_edit(counseling_note_id, form, 422)
    note = queries.counseling_note_by(g.person, g.client, counseling_note_id)
    actions.rewrite(note, body=form.body.data, at=clock.now())
    return done(then=url_for(".index", client_id=client_id, saved=form.submission))


def _show(form: CounselingNoteForm, status: int = 200) -> ResponseReturnValue:
    access.require_own(g.person, g.client, clock.now())
    before = keyset.mark_after(request.args.get("before"))
    found = queries.counseling_notes_by(g.person, g.client, before=before)
    last = found[queries.PAGE - 1] if len(found) > queries.PAGE else None
    return show(
        "counseling/counselor/index.html",
        status=status,
        client=g.client,
        form=form,
        notes=found[: queries.PAGE],
        older=Mark(last.written_at, last.id).cursor if last else None,
        saved=request.args.get("saved", type=UUID),
    )


def _show_edit(note_id: UUID, form: CounselingNoteForm, status: int = 200) -> ResponseReturnValue:
    note = queries.counseling_note_by(g.person, g.client, note_id)
    return show("counseling/counselor/edit.html", status=status, client=g.client, form=form, note=note)
