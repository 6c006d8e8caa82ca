"""Who can see what, and whom the client asks for support."""

from __future__ import annotations

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.models import Support
from companion.access.permissions import Can
from companion.accounts import links
from companion.accounts.actions import EmailTaken
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.supporting import actions
from companion.overviews.supporting.forms import AskForm
from companion.programs import queries as programs

routes = Routes("sharing", url_prefix="/sharing")


@routes.show("", allow=Can.INVITE_SUPPORTER)
def index() -> ResponseReturnValue:
    return show(
        "supporting/client/index.html",
        supports=access.supports_of(g.client),
        care_team=access.care_team_of(g.client, clock.now()),
        is_use_announced=programs.is_use_announced(g.client),
    )


@routes.show("/new", allow=Can.INVITE_SUPPORTER)
def new() -> ResponseReturnValue:
    return show("supporting/client/new.html", form=AskForm.fresh())


@routes.accept("/new", allow=Can.INVITE_SUPPORTER)
def create() -> ResponseReturnValue:
    """Answers with the page itself: the link is in this answer and nowhere else."""
    form = AskForm()
    support = _ask(form) if form.validate() else None
    if support is None:
        return show("supporting/client/new.html", status=422, form=form)
    if support.ended_at:
        return done(then=url_for(".index"))
    link = links.make(support.supporter, by=g.person, at=clock.now())
    return show("supporting/client/asked.html", support=support, link=link)


@routes.accept("/<uuid:support_id>/end", allow=Can.INVITE_SUPPORTER)
def end(support_id: UUID) -> ResponseReturnValue:
    actions.stop(access.support_of(g.client, support_id), by=g.person, at=clock.now())
    return done(then=url_for(".index"))


def _ask(form: AskForm) -> Support | None:
    """The ask that this form made already, or a new one; None when it is refused."""
    asked = access.support_asked_as(g.client, form.submission)
    if asked:
        return asked
    try:
        return actions.ask(
            g.client,
            support_id=form.submission,
            name=form.name.data,
            relation=form.relation.data,
            email=form.email.data,
            at=clock.now(),
        )
    except (EmailTaken, actions.AlreadyAsked) as refusal:
        form.fail("email", str(refusal))
        return None
