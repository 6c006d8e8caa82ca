"""An invitation, from the side of the one who was invited: the code, the notice, a yes or a no."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access import actions, notice
from companion.access import queries as access
from companion.access.consents import actions as consents
from companion.access.consents import codes
from companion.access.consents import queries as signed
from companion.access.models import Support
from companion.access.permissions import Can
from companion.accounts import guard as passwords
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _
from companion.overviews.accepting import guard
from companion.overviews.accepting.forms import CodeForm, NoticeForm

routes = Routes("accepting", url_prefix="/supporting")
INVITATION, NOTICE = "accepting/supporter/invitation.html", "accepting/supporter/notice.html"


@routes.show("/asks/<uuid:support_id>", allow=Can.ACCEPT_SUPPORT)
def show_ask(support_id: UUID) -> ResponseReturnValue:
    """Whom it is from stands there only once the code is right."""
    ask = _open_ask(support_id)
    if ask.accepted_at:
        return done(then=url_for("supporter.supporting.how_to_help", client_id=ask.client_id))
    if codes.is_entered(ask, clock.now()):
        return _show_invitation(ask, NoticeForm(formdata=None))
    return show("accepting/supporter/code.html", ask=ask, form=CodeForm(formdata=None))


@routes.accept("/asks/<uuid:support_id>/code", allow=Can.ACCEPT_SUPPORT)
def create_code(support_id: UUID) -> ResponseReturnValue:
    ask, form = _open_ask(support_id), CodeForm()
    is_right = ask.accepted_at or (form.validate() and guard.is_code(ask, form.code.data))
    if is_right:
        return done(then=url_for(".show_ask", support_id=ask.id))
    if not form.errors:
        form.fail("code", _("This is not the code. Please try again, or ask for a new one."))
    return show("accepting/supporter/code.html", status=422, ask=ask, form=form)


@routes.accept("/asks/<uuid:support_id>/acceptance", allow=Can.ACCEPT_SUPPORT)
def create_acceptance(support_id: UUID) -> ResponseReturnValue:
    ask, form = _open_ask(support_id), NoticeForm()
    if ask.accepted_at is None:
        if not codes.is_entered(ask, clock.now()):
            return done(then=url_for(".show_ask", support_id=ask.id))
        if not form.validate():
            return _show_invitation(ask, form, 422)
        actions.accept_support(ask, by=g.person, at=clock.now())
    return done(then=url_for("supporter.supporting.how_to_help", client_id=ask.client_id))


@routes.accept("/asks/<uuid:support_id>/refusal", allow=Can.ACCEPT_SUPPORT)
def create_refusal(support_id: UUID) -> ResponseReturnValue:
    actions.end_support(access.ask_for(g.person, support_id), by=g.person, at=clock.now())
    return done(then=url_for("supporter.supporting.index"))


@routes.show("/<uuid:client_id>/notice", allow=Can.READ_SUPPORT_PAGE)
def notice_of(client_id: UUID) -> ResponseReturnValue:
    return _show_notice(client_id, NoticeForm(formdata=None))


@routes.accept("/<uuid:client_id>/notice", allow=Can.READ_SUPPORT_PAGE)
def accept_notice(client_id: UUID) -> ResponseReturnValue:
    support, form = access.support_between(client_id, g.person), NoticeForm()
    passwords.refuse_browser_of([client_id])
    if not form.validate():
        return _show_notice(client_id, form, 422)
    consents.accept_notice(support, by=g.person, at=clock.now())
    return done(then=url_for("supporter.supporting.how_to_help", client_id=client_id))


def _open_ask(support_id: UUID) -> Support:
    """An accepted one stays to be found by a second tap."""
    ask = access.ask_for(g.person, support_id)
    if ask.accepted_at is None:
        passwords.refuse_browser_of([ask.client_id])
        if not codes.is_open(ask, clock.now()):
            abort(404)
    return ask


def _show_invitation(ask: Support, form: NoticeForm, status: int = 200) -> ResponseReturnValue:
    guard.note_look(ask)
    return show(INVITATION, status=status, ask=ask, form=form, notice=notice)


def _show_notice(client_id: UUID, form: NoticeForm, status: int = 200) -> ResponseReturnValue:
    is_accepted = signed.has_accepted_notice(access.support_between(client_id, g.person))
    context = {"form": form, "notice": notice, "client": g.client, "is_accepted": is_accepted}
    return show(NOTICE, None, status, **context)
