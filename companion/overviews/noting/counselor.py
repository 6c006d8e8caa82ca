"""The care team writes and reads progress notes; each note is its author's to sign and to change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock, keyset
from companion.core.web import Routes, done, show
from companion.overviews.noting import queries
from companion.programs import queries as programs
from companion.records.notes import actions
from companion.records.notes import queries as notes
from companion.records.notes.forms import NoteForm
from companion.records.notes.models import ProgressNote

routes = Routes("noting", url_prefix="/caseload/<uuid:client_id>/notes")


@routes.show("", allow=Can.READ_NOTES)
def index(client_id: UUID) -> ResponseReturnValue:
    form = NoteForm.fresh()
    form.offer(queries.sessions_to_offer(g.client, g.person, clock.now()))
    asked = request.args.get("session")
    if asked in {choice.value for choice in form.session.choices}:
        form.session.data = asked
    return _show(form)


@routes.accept("", allow=Can.WRITE_NOTES)
def create(client_id: UUID) -> ResponseReturnValue:
    form = NoteForm()
    form.offer(queries.sessions_to_offer(g.client, g.person, clock.now()))
    if not form.validate():
        return _show(form, 422)
    note = actions.write(
        g.client, submission=form.submission, written=form.written, by=g.person, at=clock.now()
    )
    return done(then=_place_of(note, form))


@routes.show("/<uuid:note_id>/edit", allow=Can.WRITE_NOTES)
def edit(client_id: UUID, note_id: UUID) -> ResponseReturnValue:
    note = notes.own_note_of(g.client, g.person, note_id)
    form = NoteForm.fresh(body=note.body)
    form.session.data = str(note.appointment_id or "")
    return _show_edit(note, form)


@routes.accept("/<uuid:note_id>/edit", allow=Can.WRITE_NOTES)
def update(client_id: UUID, note_id: UUID) -> ResponseReturnValue:
    note, form = notes.own_note_of(g.client, g.person, note_id), NoteForm()
    form.offer(queries.sessions_to_offer(g.client, g.person, clock.now(), note))
    if not form.validate():
        return _show_edit(note, form, 422)
    actions.rewrite(note, written=form.written, at=clock.now())
    return done(then=_place_of(note, form))


@routes.show("/<uuid:note_id>/versions", allow=Can.READ_NOTES)
def versions(client_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """What a signed note said before it was changed."""
    note = notes.note_of(g.client, g.person, note_id)
    return show(
        "noting/counselor/versions.html", client=g.client, note=note, versions=trail.versions_of(note)
    )


@routes.accept("/<uuid:note_id>/removal", allow=Can.WRITE_NOTES)
def create_removal(client_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """Only a draft: a signed note stays."""
    actions.discard(notes.own_note_of(g.client, g.person, note_id), at=clock.now())
    return done(then=url_for(".index", client_id=client_id))


def _place_of(note: ProgressNote, form: NoteForm) -> str:
    saved: dict[str, Any] = {"saved" if note.signed_at else "draft": form.submission}
    return url_for(".index", client_id=g.client.id, _anchor=f"note-{note.id}", **saved)


def _show(form: NoteForm, status: int = 200) -> ResponseReturnValue:
    page = queries.page_of(g.client, keyset.mark_after(request.args.get("before")))
    drafts = notes.drafts_of(g.client, g.person)
    return show(
        "noting/counselor/index.html",
        status=status,
        form=form,
        listing=page,
        drafts=drafts,
        sessions=page.sessions | queries.sessions_of(g.client, drafts),
        **_about(),
    )


def _show_edit(note: ProgressNote, form: NoteForm, status: int = 200) -> ResponseReturnValue:
    form.offer(queries.sessions_to_offer(g.client, g.person, clock.now(), note))
    return show("noting/counselor/edit.html", status=status, form=form, note=note, **_about())


def _about() -> dict[str, Any]:
    """``saved`` and ``draft`` name the form that arrived, so that this tab forgets what it kept of it."""
    return {
        "client": g.client,
        "is_shown_to_client": programs.program(g.client.program_id).shows_notes,
        "saved": request.args.get("saved", type=UUID),
        "draft": request.args.get("draft", type=UUID),
    }
