"""Is anyone pressing you to share? Asked alone with the client; what they answer is kept nowhere."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access import rules
from companion.access.consents import queries as consents
from companion.access.models import Support
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.tasks import actions as tasks
from companion.records.tasks import queries as known
from companion.records.tasks.rules import Kind, Reason

routes = Routes("pressing", url_prefix="/sharing")


@routes.show("/<uuid:support_id>/private", allow=Can.INVITE_SUPPORTER)
def index(support_id: UUID) -> ResponseReturnValue:
    support, now = access.support_of(g.client, support_id), clock.now()
    asked = known.task_about(g.client, Kind.TALK, _todays_talk())
    return show(
        "pressing/client/index.html",
        support=support,
        can_pause=_can_pause(support, now),
        shows=bool(consents.scopes_of(g.client, support.supporter, now)),
        is_asked=asked is not None and asked.done_at is None,
    )


@routes.accept("/<uuid:support_id>/talk", allow=Can.INVITE_SUPPORTER)
def create_talk(support_id: UUID) -> ResponseReturnValue:
    """The counselor reads that the client wants to talk alone, and nothing of whom it is about."""
    support, now = access.support_of(g.client, support_id), clock.now()
    today, reason = rules.day_in(g.client.zone, now), Reason.ASKS_FOR_TALK
    subject_id = _todays_talk()
    tasks.open_task(g.client, kind=Kind.TALK, reason=reason, due_on=today, subject_id=subject_id, at=now)
    return done(then=url_for(".index", support_id=support.id))


def _can_pause(support: Support, now: datetime) -> bool:
    """Also before anything is seen: a pause from the beginning looks like nothing ticked."""
    has_signed = any(consent.is_open(now) for consent in consents.consents_for(support))
    return has_signed and support.id not in consents.pauses_of(g.client, now)


def _todays_talk() -> UUID:
    """One ask a day, however often it is tapped."""
    return uuid5(g.client.id, f"talk {rules.day_in(g.client.zone, clock.now())}")
