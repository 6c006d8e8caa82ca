"""The client writes down what they want to talk about, from any page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.agenda import actions, queries
from companion.records.agenda.forms import NewTopicForm, TopicForm
from companion.records.agenda.models import Topic

routes = Routes("topics", url_prefix="/agenda")
INDEX, LIST = "topics/client/index.html", "topics/_topics.html"


@routes.show("", allow=Can.WRITE_AGENDA)
def index() -> ResponseReturnValue:
    context = _listed(_just_removed())
    return show(INDEX, LIST, form=NewTopicForm.fresh(), **context)


@routes.accept("", allow=Can.WRITE_AGENDA, keeps=True)
def create() -> ResponseReturnValue:
    form = NewTopicForm()
    if not form.validate():
        return show(INDEX, status=422, form=form, **_listed())
    words = {"body": form.body.data, "is_for_group": form.is_for_group.data}
    actions.add(g.client, submission=form.submission, at=clock.now(), **words)
    return done(then=url_for(".index"))


@routes.show("/<uuid:topic_id>/edit", allow=Can.WRITE_AGENDA)
def edit(topic_id: UUID) -> ResponseReturnValue:
    topic = queries.topic_of(g.client, topic_id)
    return _show_form(topic, TopicForm(formdata=None, obj=topic))


@routes.accept("/<uuid:topic_id>/edit", allow=Can.WRITE_AGENDA)
def update(topic_id: UUID) -> ResponseReturnValue:
    topic = queries.topic_of(g.client, topic_id)
    form = TopicForm()
    if not form.validate():
        return _show_form(topic, form, 422)
    words = {"body": form.body.data, "is_for_group": form.is_for_group.data}
    actions.edit(topic, by=g.person, at=clock.now(), **words)
    return done(then=url_for(".index"))


@routes.accept("/<uuid:topic_id>/removal", allow=Can.WRITE_AGENDA)
def create_removal(topic_id: UUID) -> ResponseReturnValue:
    topic = queries.topic_of(g.client, topic_id, with_removed=True)
    actions.remove(topic, by=g.person, at=clock.now())
    return done(LIST, then=url_for(".index", removed=topic.id), **_listed(topic))


@routes.accept("/<uuid:topic_id>/restoration", allow=Can.WRITE_AGENDA)
def create_restoration(topic_id: UUID) -> ResponseReturnValue:
    actions.restore(queries.topic_of(g.client, topic_id, with_removed=True), by=g.person, at=clock.now())
    return _to_list()


@routes.accept("/<uuid:topic_id>/tick", allow=Can.WRITE_AGENDA)
def create_tick(topic_id: UUID) -> ResponseReturnValue:
    actions.tick_off(queries.topic_of(g.client, topic_id), by=g.person, at=clock.now())
    return _to_list()


@routes.accept("/<uuid:topic_id>/tick/undo", allow=Can.WRITE_AGENDA)
def destroy_tick(topic_id: UUID) -> ResponseReturnValue:
    actions.put_back(queries.topic_of(g.client, topic_id), by=g.person, at=clock.now())
    return _to_list()


def _to_list() -> ResponseReturnValue:
    return done(LIST, then=url_for(".index"), **_listed())


def _listed(removed: Topic | None = None) -> dict[str, Any]:
    return {"topics": queries.topics_of(g.client, clock.now()), "removed": removed}


def _just_removed() -> Topic | None:
    """What the page offers to put back: something of the client's that is still off the list."""
    if "removed" not in request.args:
        return None
    topic_id = request.args.get("removed", type=UUID)
    found = queries.topic_of(g.client, topic_id, with_removed=True) if topic_id else abort(404)
    return found if found.removed_at else None


def _show_form(topic: Topic, form: TopicForm, status: int = 200) -> ResponseReturnValue:
    return show("topics/client/form.html", status=status, form=form, topic=topic)
