"""The client's own journal."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import readings
from companion.access.models import Reading
from companion.access.permissions import Can
from companion.audit import trail
from companion.core import clock, words
from companion.core.web import Routes, done, happened_at, show
from companion.programs import queries as programs
from companion.records.journal import actions, queries
from companion.records.journal.forms import AUDIENCES, AudienceForm, EntryForm, NewEntryForm
from companion.records.journal.models import Audience, Entry

routes = Routes("journal", url_prefix="/journal")


@routes.show("", allow=Can.READ_JOURNAL)
def index() -> ResponseReturnValue:
    before = _entry_before()
    found = queries.entries_of(g.client, before=before, limit=queries.PAGE + 1)
    page, more = found[: queries.PAGE], len(found) > queries.PAGE
    return show(
        "journal/client/index.html",
        entries=page,
        more=more,
        before=before,
        audiences=AUDIENCES,
        readers=_readers(page),
    )


@routes.show("/new", allow=Can.WRITE_JOURNAL)
def new() -> ResponseReturnValue:
    return _show_new(NewEntryForm.fresh())


@routes.accept("/new", allow=Can.WRITE_JOURNAL, keeps=True)
def create() -> ResponseReturnValue:
    form = NewEntryForm()
    if not form.validate():
        return _show_new(form, 422)
    entry = actions.write(
        g.client,
        submission=form.submission,
        body=form.body.data,
        audience=Audience(form.audience.data),
        at=clock.now(),
        written_at=happened_at(),
    )
    return done(then=_address_of(entry))


@routes.show("/<uuid:entry_id>", allow=Can.READ_JOURNAL)
def show_one(entry_id: UUID) -> ResponseReturnValue:
    entry = queries.entry_of(g.client, entry_id)
    return _show_entry(entry, AudienceForm(formdata=None, audience=entry.audience))


@routes.show("/<uuid:entry_id>/edit", allow=Can.WRITE_JOURNAL)
def edit(entry_id: UUID) -> ResponseReturnValue:
    entry = queries.entry_of(g.client, entry_id)
    form = EntryForm(formdata=None, body=entry.body, audience=entry.audience)
    return show("journal/client/edit.html", entry=entry, form=form, audiences=AUDIENCES)


@routes.accept("/<uuid:entry_id>", allow=Can.WRITE_JOURNAL)
def update(entry_id: UUID) -> ResponseReturnValue:
    entry = queries.entry_of(g.client, entry_id)
    form = EntryForm()
    if not form.validate():
        return show("journal/client/edit.html", status=422, entry=entry, form=form, audiences=AUDIENCES)
    audience = Audience(form.audience.data)
    actions.edit(entry, body=form.body.data, audience=audience, by=g.person, at=clock.now())
    return done(then=_address_of(entry))


@routes.accept("/<uuid:entry_id>/audience", allow=Can.WRITE_JOURNAL)
def update_audience(entry_id: UUID) -> ResponseReturnValue:
    entry = queries.entry_of(g.client, entry_id)
    form = AudienceForm()
    if not form.validate():
        return _show_entry(entry, form, 422)
    actions.change_audience(entry, audience=Audience(form.audience.data), by=g.person, at=clock.now())
    return done(then=_address_of(entry))


def _show_new(form: NewEntryForm, status: int = 200) -> ResponseReturnValue:
    reads = programs.program(g.client.program_id).reads_in(words.language())
    return show("journal/client/new.html", status=status, form=form, audiences=AUDIENCES, reads=reads)


def _readers(entries: Sequence[Entry]) -> dict[UUID, list[Reading]]:
    """Who read each entry as it is now. Of one that is the client's alone nothing is said."""
    shared = {entry.id: entry.stands_since for entry in entries if entry.is_shared}
    found = readings.readings_of(g.client, shared)
    return {entry_id: readings.read_since(rows, shared[entry_id]) for entry_id, rows in found.items()}


def _show_entry(entry: Entry, form: AudienceForm, status: int = 200) -> ResponseReturnValue:
    return show(
        "journal/client/show.html",
        status=status,
        entry=entry,
        form=form,
        audiences=AUDIENCES,
        readers=_readers([entry]),
        versions=trail.versions_of(entry)[::-1],
        is_saved="saved" in request.args,
    )


def _entry_before() -> Entry | None:
    """The entry after which the page goes on, or 404 for one that is not the client's."""
    given = request.args.get("before")
    if not given:
        return None
    entry_id = request.args.get("before", type=UUID)
    return queries.entry_of(g.client, entry_id) if entry_id else abort(404)


def _address_of(entry: Entry) -> str:
    return url_for(".show_one", entry_id=entry.id, saved=1)
