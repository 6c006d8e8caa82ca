"""Inviting a supporter, and signing for more: the consent is signed before any link is made."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.consents import queries as consents
from companion.access.consents.wording import SCOPES
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.consenting import actions, pages, wording
from companion.overviews.consenting.forms import (
    AskForm,
    ResumeForm,
    SharedForm,
    SignedAskForm,
    SignedMoreForm,
)

routes = Routes("consents", url_prefix="/sharing")


@routes.show("/new", allow=Can.INVITE_SUPPORTER)
def new() -> ResponseReturnValue:
    return show(pages.NEW, form=AskForm.fresh().offer(pages.most_days()))


@routes.accept("/new", allow=Can.INVITE_SUPPORTER)
def review() -> ResponseReturnValue:
    """Nothing is kept yet: what was typed goes on to the page that is signed."""
    form = AskForm().offer(pages.most_days())
    if not form.validate() or not pages.may_ask(form):
        return show(pages.NEW, status=422, form=form)
    return pages.review(SignedAskForm().offer(pages.most_days()), form.name.data)


@routes.accept("/new/signature", allow=Can.INVITE_SUPPORTER)
def create() -> ResponseReturnValue:
    """Answers with the page itself: the link and the code are in this answer and nowhere else."""
    form, asked = SignedAskForm().offer(pages.most_days()), AskForm().offer(pages.most_days())
    if not asked.validate():
        return show(pages.NEW, status=422, form=asked)
    refused = pages.refuse_to_sign(form)
    if refused:
        return pages.review(form, form.name.data, refused)
    support = pages.invite(form)
    if support is None:
        return show(pages.NEW, status=422, form=form)
    return pages.hand_over(support, is_pressed=form.pressed.data == "yes")


@routes.show("/<uuid:support_id>/more", allow=Can.INVITE_SUPPORTER)
def more(support_id: UUID) -> ResponseReturnValue:
    support = access.support_of(g.client, support_id)
    return show(pages.MORE, form=SharedForm.fresh().offer(pages.most_days()), support=support)


@routes.accept("/<uuid:support_id>/more", allow=Can.INVITE_SUPPORTER)
def review_more(support_id: UUID) -> ResponseReturnValue:
    support, form = access.support_of(g.client, support_id), SharedForm().offer(pages.most_days())
    if not form.validate():
        return show(pages.MORE, status=422, form=form, support=support)
    return pages.review(SignedMoreForm().offer(pages.most_days()), support.name, support=support)


@routes.accept("/<uuid:support_id>/more/signature", allow=Can.INVITE_SUPPORTER)
def create_more(support_id: UUID) -> ResponseReturnValue:
    support, form = access.support_of(g.client, support_id), SignedMoreForm().offer(pages.most_days())
    shared = SharedForm().offer(pages.most_days())
    if not shared.validate():
        return show(pages.MORE, status=422, form=shared, support=support)
    refused = pages.refuse_to_sign(form)
    if refused:
        return pages.review(form, support.name, refused, support)
    actions.sign(g.client, support, pages.terms_of(form), at=clock.now())
    page = "pressing.index" if form.pressed.data == "yes" else "sharing.show_one"
    return done(then=url_for(f"client.{page}", support_id=support.id))


@routes.accept("/<uuid:support_id>/link", allow=Can.INVITE_SUPPORTER)
def create_link(support_id: UUID) -> ResponseReturnValue:
    """A new link and a new code; the ones before end."""
    return pages.hand_over(access.support_of(g.client, support_id))


@routes.show("/<uuid:support_id>/resume", allow=Can.INVITE_SUPPORTER)
def edit_pause(support_id: UUID) -> ResponseReturnValue:
    return pages.show_resume(access.support_of(g.client, support_id), ResumeForm(formdata=None))


@routes.accept("/<uuid:support_id>/resume", allow=Can.INVITE_SUPPORTER)
def end_pause(support_id: UUID) -> ResponseReturnValue:
    support, form = access.support_of(g.client, support_id), ResumeForm()
    refused = pages.refuse_to_sign(form)
    if refused:
        return pages.show_resume(support, form, refused)
    actions.resume(g.client, support, at=clock.now())
    return done(then=url_for("client.sharing.show_one", support_id=support.id))


@routes.show("/<uuid:support_id>/consents/<uuid:consent_id>", allow=Can.INVITE_SUPPORTER)
def show_signed(support_id: UUID, consent_id: UUID) -> ResponseReturnValue:
    consent = consents.consent_of(g.client, support_id, consent_id)
    elements = wording.of_signed(consent, g.client.zone)
    return show("consenting/client/signed.html", consent=consent, elements=elements, scopes=SCOPES)
