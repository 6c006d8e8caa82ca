"""The inbox, oldest unanswered first, and the thread of each client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.accounts.models import Person
from companion.core import clock, web
from companion.core.web import Routes, done, show
from companion.records.messages import actions, queries
from companion.records.messages.forms import TEAM_REPLIES, AnswerForm

T = TypeVar("T")
routes = Routes("messages")
REPLY = "messages/_unanswered.html"
THREAD = "/caseload/<uuid:client_id>/messages"


@routes.show("/inbox", allow=Can.READ_INBOX)
def inbox() -> ResponseReturnValue:
    """First those who wait, the longest first; then all the others, the newest first."""
    clients = sorted(access.clients_of(g.person, clock.now()), key=lambda client: client.name.casefold())
    ids = [client.id for client in clients]
    waiting, newest = queries.waiting_of(ids), queries.newest_of(ids)
    return show(
        "messages/counselor/inbox.html",
        waiting=sorted(_with(clients, waiting), key=lambda pair: pair[1].since),
        others=sorted(_with(clients, newest), key=lambda pair: pair[1], reverse=True),
        silent=[client for client in clients if client.id not in newest],
        is_waiting=waiting,
    )


@routes.show(THREAD, allow=Can.READ_THREAD)
def index(client_id: UUID) -> ResponseReturnValue:
    now = clock.now()
    web.before_commit(lambda: actions.read(g.client, by=g.person, at=now))
    return _show(AnswerForm.fresh())


@routes.accept(THREAD, allow=Can.ANSWER_THREAD)
def create(client_id: UUID) -> ResponseReturnValue:
    form = AnswerForm()
    now = clock.now()
    if not form.validate():
        return _show(form, 422)
    # Who answers has read what they answer, wherever the box stood.
    actions.read(g.client, by=g.person, at=now)
    actions.send(g.client, submission=form.submission, body=form.body.data, by=g.person, at=now)
    then = url_for(".index", client_id=client_id, sent=1)
    return done(REPLY, then=then, **_waiting(AnswerForm.fresh(), is_sent=True))


@routes.accept(f"{THREAD}/<uuid:answer_id>/removal", allow=Can.ANSWER_THREAD)
def create_removal(client_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    message = queries.message_by(g.person, g.client, answer_id)
    actions.take_back(message, by=g.person, at=clock.now())
    return done(then=url_for(".index", client_id=client_id))


def _waiting(form: AnswerForm, *, is_sent: bool = False) -> dict[str, Any]:
    """What the box on the brief needs, and the thread as well."""
    unanswered = queries.unanswered_of(g.client, clock.now())
    return {"client": g.client, "form": form, "unanswered": unanswered, "is_answered": is_sent}


def _with(clients: Iterable[Person], known: Mapping[UUID, T]) -> list[tuple[Person, T]]:
    return [(client, known[client.id]) for client in clients if client.id in known]


def _show(form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    last_seen = request.args.get("before", type=UUID)
    before = queries.message_of(g.client, last_seen) if last_seen else None
    found = queries.thread_of(g.client, before=before)
    return show(
        "messages/counselor/thread.html",
        REPLY if status == 422 else None,
        status=status,
        **_waiting(form),
        replies=TEAM_REPLIES,
        thread=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        is_sent="sent" in request.args,
    )
