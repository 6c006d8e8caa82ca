"""The people the client can call or text, in the client's own order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.contacts import actions, queries, rules
from companion.records.contacts.forms import READY_LINE, ContactForm, MoveForm, NewContactForm
from companion.records.contacts.models import Contact

routes = Routes("contacts", url_prefix="/contacts")
LIST = "contacts/_contacts.html"


@routes.show("", allow=Can.READ_CONTACTS)
def index() -> ResponseReturnValue:
    return show("contacts/client/index.html", LIST, **_listed(removed=_just_removed()))


@routes.show("/new", allow=Can.WRITE_CONTACTS)
def new() -> ResponseReturnValue:
    return _show_form(NewContactForm.fresh(ready_line=str(READY_LINE)))


@routes.accept("/new", allow=Can.WRITE_CONTACTS)
def create() -> ResponseReturnValue:
    form = NewContactForm()
    if not form.validate():
        return _show_form(form, status=422)
    try:
        actions.add(g.client, submission=form.submission, details=form.details, at=clock.now())
    except actions.HelpNowIsFull as refusal:
        form.fail("is_on_help_now", str(refusal))
        return _show_form(form, status=422)
    return done(then=url_for(".index"))


@routes.show("/<uuid:contact_id>/edit", allow=Can.WRITE_CONTACTS)
def edit(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact_of(g.client, contact_id)
    return _show_form(ContactForm(formdata=None, obj=contact), contact)


@routes.accept("/<uuid:contact_id>/edit", allow=Can.WRITE_CONTACTS)
def update(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact_of(g.client, contact_id)
    form = ContactForm()
    if not form.validate():
        return _show_form(form, contact, 422)
    try:
        actions.edit(contact, details=form.details, by=g.person, at=clock.now())
    except actions.HelpNowIsFull as refusal:
        form.fail("is_on_help_now", str(refusal))
        return _show_form(form, contact, 422)
    return done(then=url_for(".index"))


@routes.accept("/<uuid:contact_id>/position", allow=Can.WRITE_CONTACTS)
def update_position(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact_of(g.client, contact_id)
    form = MoveForm()
    if not form.validate():
        return show("contacts/client/index.html", LIST, 422, **_listed(form=form))
    direction = rules.Direction(form.direction.data)
    actions.move(contact, direction=direction, by=g.person, at=clock.now())
    return done(LIST, then=url_for(".index"), **_listed(moved=contact))


@routes.accept("/<uuid:contact_id>/removal", allow=Can.WRITE_CONTACTS)
def create_removal(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact_of(g.client, contact_id, with_removed=True)
    actions.remove(contact, by=g.person, at=clock.now())
    return done(LIST, then=url_for(".index", removed=contact.id), **_listed(removed=contact))


@routes.accept("/<uuid:contact_id>/restoration", allow=Can.WRITE_CONTACTS)
def create_restoration(contact_id: UUID) -> ResponseReturnValue:
    contact = queries.contact_of(g.client, contact_id, with_removed=True)
    actions.restore(contact, by=g.person, at=clock.now())
    return done(LIST, then=url_for(".index"), **_listed(restored=contact))


def _listed(
    *,
    removed: Contact | None = None,
    restored: Contact | None = None,
    moved: Contact | None = None,
    form: MoveForm | None = None,
) -> dict[str, Any]:
    return {
        "contacts": queries.contacts_of(g.client),
        "removed": removed,
        "restored": restored,
        "moved": moved,
        "form": form or MoveForm(formdata=None),
    }


def _just_removed() -> Contact | None:
    """Whom the page offers to put back: someone of the client's who is still off the list."""
    if "removed" not in request.args:
        return None
    contact_id = request.args.get("removed", type=UUID)
    contact = queries.contact_of(g.client, contact_id, with_removed=True) if contact_id else abort(404)
    return contact if contact.removed_at else None


def _show_form(form: ContactForm, contact: Contact | None = None, status: int = 200) -> ResponseReturnValue:
    return show("contacts/client/form.html", status=status, form=form, contact=contact)
