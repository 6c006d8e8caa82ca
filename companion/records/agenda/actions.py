"""Adding what one wants to talk about, changing it, and ticking it off together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.records.agenda import queries
from companion.records.agenda.models import Topic


def add(client: Person, *, submission: UUID, body: str, at: datetime, is_for_group: bool = False) -> Topic:
    """One topic, however often the form arrives."""
    earlier = queries.topic_sent_as(client, submission)
    if earlier:
        return earlier
    topic = Topic(program_id=client.program_id, client_id=client.id, submission_id=submission)
    topic.body, topic.added_at, topic.is_for_group = body, at, is_for_group
    db.session.add(topic)
    db.session.flush()
    _note("agenda:added", topic, client, at)
    return topic


def edit(topic: Topic, *, body: str, is_for_group: bool, by: Person, at: datetime) -> None:
    """What it said before is kept, and for whom it was."""
    _wait_for_others(topic)
    if (topic.body, topic.is_for_group) != (body, is_for_group):
        trail.keep_version(topic, ["body", "is_for_group"], by_id=by.id, at=at)
        topic.body, topic.is_for_group, topic.edited_at = body, is_for_group, at
        _note("agenda:edited", topic, by, at)


def remove(topic: Topic, *, by: Person, at: datetime) -> None:
    """Off the list, and out of the care team's sight. Nothing is destroyed, so it can be undone."""
    if topic.removed_at is None:
        topic.removed_at = at
        _note("agenda:removed", topic, by, at)


def restore(topic: Topic, *, by: Person, at: datetime) -> None:
    if topic.removed_at:
        topic.removed_at = None
        _note("agenda:restored", topic, by, at)


def tick_off(topic: Topic, *, by: Person, at: datetime) -> None:
    """They talked about it. The first of the two who says so did it."""
    _wait_for_others(topic)
    if topic.talked_at is None:
        topic.talked_at, topic.ticker = at, by
        _note("agenda:ticked-off", topic, by, at)


def put_back(topic: Topic, *, by: Person, at: datetime) -> None:
    _wait_for_others(topic)
    if topic.talked_at:
        topic.talked_at, topic.ticker = None, None
        _note("agenda:put-back", topic, by, at)


def _wait_for_others(topic: Topic) -> None:
    db.session.refresh(topic, with_for_update=True)


def _note(action: str, topic: Topic, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=topic.program_id,
        at=at,
        by_id=by.id,
        client_id=topic.client_id,
        subject_id=topic.id,
    )
