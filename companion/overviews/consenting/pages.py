"""What the pages of a consent share: reading the form, asking for the password, showing what is signed."""

from __future__ import annotations

from typing import Any

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.consents import codes
from companion.access.models import Support
from companion.access.rules import Purpose
from companion.accounts import guard, links
from companion.accounts.actions import EmailTaken
from companion.core import clock
from companion.core.web import done, show
from companion.overviews.consenting import actions, wording
from companion.overviews.consenting.actions import Terms
from companion.overviews.consenting.forms import AskForm, ResumeForm, SignedAskForm
from companion.programs import queries as programs

REVIEW, MORE, NEW = (f"consenting/client/{page}.html" for page in ("review", "more", "new"))


def most_days() -> int:
    return programs.program(g.client.program_id).sharing_most_days


def refuse_to_sign(form: Any) -> int | None:
    """The status to answer with where something is missing or the password is not right."""
    guard.leave_out(form)
    return guard.confirm(form) if form.validate() else 422


def may_ask(form: AskForm) -> bool:
    try:
        actions.refuse_second_ask(g.client, form.email.data or "")
    except (EmailTaken, actions.AlreadyAsked) as refusal:
        form.fail("email", str(refusal))
        return False
    return True


def invite(form: SignedAskForm) -> Support | None:
    """The ask that this form made already, or a new one; None when it is refused."""
    asked = access.support_asked_as(g.client, form.submission)
    if asked:
        return asked
    who = {"name": form.name.data, "relation": form.relation.data, "email": form.email.data}
    try:
        return actions.invite(g.client, terms_of(form), at=clock.now(), **who)
    except (EmailTaken, actions.AlreadyAsked) as refusal:
        form.fail("email", str(refusal))
        return None


def terms_of(form: Any) -> Terms:
    purpose = Purpose(form.purpose.data)
    return Terms(form.submission, form.scopes.chosen, purpose, form.days.data, form.signature.data)


def hand_over(support: Support, *, is_pressed: bool = False) -> ResponseReturnValue:
    """A new link with a new code; the ones before end."""
    if support.ended_at or support.accepted_at:
        return done(then=url_for("client.sharing.index"))
    link = links.make(support.supporter, by=g.person, at=clock.now())
    code = codes.make(support, at=clock.now())
    context: dict[str, Any] = {"support": support, "link": link, "code": code, "is_pressed": is_pressed}
    return show("consenting/client/asked.html", program=_program(), **context)


def review(
    form: Any, recipient: str, status: int = 200, support: Support | None = None
) -> ResponseReturnValue:
    """What would be signed, in full, and the place to sign it."""
    if status == 200:
        guard.leave_out(form)
    purpose, days = Purpose(form.purpose.data), form.days.data
    terms: dict[str, Any] = {
        "scopes": form.scopes.chosen,
        "purpose": purpose,
        "days": days,
        "recipient": recipient,
    }
    elements = wording.of_draft(g.client, _program(), now=clock.now(), **terms)
    return show(REVIEW, status=status, form=form, elements=elements, support=support, program=_program())


def show_resume(support: Support, form: ResumeForm, status: int = 200) -> ResponseReturnValue:
    if status == 200:
        guard.leave_out(form)
    context: dict[str, Any] = {"form": form, "support": support, "program": _program()}
    return show("consenting/client/resume.html", status=status, **context)


def _program() -> Any:
    return programs.program(g.client.program_id)
