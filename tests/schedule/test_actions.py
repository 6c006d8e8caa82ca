from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.records.schedule import actions, planning, recurrence
from companion.records.schedule.models import Appointment, Series
from tests.cast import NOW, ZONE, Cast
from tests.schedule.plans import WEDNESDAY, book, days_from_now, person, plan_group

pytestmark = pytest.mark.usefixtures("context")


def appointments() -> list[Appointment]:
    """Those that take place, or did."""
    held = select(Appointment).where(Appointment.cancelled_at.is_(None))
    return list(db.session.scalars(held.order_by(Appointment.starts_at)))


def events() -> list[tuple[str, dict[str, Any]]]:
    db.session.commit()
    found = db.session.scalars(select(Event))
    wanted = ("series:", "appointment:booked", "appointment:cancelled")
    return [(event.action, event.facts) for event in found if event.action.startswith(wanted)]


def test_a_series_becomes_an_appointment_for_each_day_it_meets(cast: Cast) -> None:
    series = plan_group(cast, rule=recurrence.weekly([WEDNESDAY]), until_on=date(2026, 12, 2))
    found = appointments()
    assert [row.starts_at.astimezone(ZoneInfo(ZONE)).day for row in found] == [18, 25, 2]
    assert {row.ends_at - row.starts_at for row in found} == {timedelta(hours=3)}
    assert {(row.series_id, row.track_id, row.client_id) for row in found} == {(series.id, cast.track, None)}
    assert events() == [("series:created", {"count": 3})]


def test_a_group_across_the_change_of_clocks_stays_at_6_pm(cast: Cast) -> None:
    plan_group(cast, starts_on=date(2027, 3, 1), until_on=date(2027, 3, 31))
    local = {row.starts_at.astimezone(ZoneInfo(ZONE)).time() for row in appointments()}
    assert local == {time(18)}
    assert len({row.starts_at.hour for row in appointments()}) == 2


def test_the_same_group_sent_twice_is_planned_once(cast: Cast) -> None:
    first = plan_group(cast)
    count = len(appointments())
    assert plan_group(cast).id == first.id
    assert len(appointments()) == count
    assert len(list(db.session.scalars(select(Series)))) == 1


def test_a_series_that_ends_keeps_what_was_and_what_comes_until_then(cast: Cast) -> None:
    series = plan_group(cast, starts_on=date(2026, 11, 2), until_on=date(2026, 12, 31))
    before = appointments()
    planning.end_series(series, until_on=date(2026, 11, 25), by=person(cast.cora), at=NOW)
    db.session.flush()
    kept = appointments()
    assert kept == before[: len(kept)]
    assert kept[-1].starts_at.astimezone(ZoneInfo(ZONE)).date() == date(2026, 11, 25)
    assert series.until_on == date(2026, 11, 25)
    assert ("series:ended", {"count": len(before) - len(kept)}) in events()


def test_what_has_begun_stays_even_when_the_series_ended_earlier(cast: Cast) -> None:
    series = plan_group(
        cast, rule=recurrence.weekly(range(5)), starts_at=time(16), starts_on=date(2026, 11, 9)
    )
    planning.end_series(series, until_on=date(2026, 11, 10), by=person(cast.cora), at=NOW)
    db.session.flush()
    assert appointments()[-1].starts_at == NOW - timedelta(hours=1)
    assert len(appointments()) == 8


def test_a_series_that_ends_before_it_begins_never_meets(cast: Cast) -> None:
    series = plan_group(cast, starts_on=date(2026, 12, 2))
    planning.end_series(series, until_on=date(2026, 11, 18), by=person(cast.cora), at=NOW)
    db.session.flush()
    assert appointments() == []
    assert series.until_on == series.starts_on


def test_ending_a_series_never_makes_it_longer(cast: Cast) -> None:
    series = plan_group(cast, until_on=date(2026, 12, 2))
    planning.end_series(series, until_on=date(2027, 12, 2), by=person(cast.cora), at=NOW)
    assert series.until_on == date(2026, 12, 2)


def test_ending_one_series_leaves_the_others(cast: Cast) -> None:
    ending = plan_group(cast)
    other = plan_group(cast, title="Family night", rule=recurrence.weekly([WEDNESDAY]))
    planning.end_series(ending, until_on=date(2026, 11, 18), by=person(cast.cora), at=NOW)
    db.session.flush()
    to_come = {row.series_id for row in appointments() if row.starts_at > days_from_now(1)}
    assert to_come == {other.id}


def test_an_appointment_is_booked_for_one_client_with_a_trail(cast: Cast) -> None:
    appointment = book(cast, days_from_now(2))
    assert (appointment.client_id, appointment.track_id) == (cast.rosa, None)
    assert appointment.ends_at == days_from_now(2, hours=1)
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.action == "appointment:booked")).one()
    assert (found.client_id, found.by_id, found.subject_id) == (cast.rosa, cast.cora, appointment.id)


def test_the_same_appointment_sent_twice_is_booked_once(cast: Cast) -> None:
    first = book(cast, days_from_now(2))
    assert book(cast, days_from_now(2)).id == first.id
    assert len(appointments()) == 1


def test_a_form_that_arrives_four_times_at_once_is_one_appointment_and_one_group(
    context: Flask, cast: Cast
) -> None:
    together = threading.Barrier(4)

    def send(number: int) -> None:
        with context.app_context():
            together.wait()
            book(cast, days_from_now(2))
            plan_group(cast, until_on=date(2026, 11, 18))
            db.session.commit()

    db.session.rollback()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))
    assert len(appointments()) == 3
    assert len(list(db.session.scalars(select(Series)))) == 1


def test_the_same_hour_of_another_client_is_another_appointment(cast: Cast) -> None:
    book(cast, days_from_now(2))
    book(cast, days_from_now(2), client=person(cast.omar))
    assert len(appointments()) == 2


def test_what_was_cancelled_can_be_booked_again(cast: Cast) -> None:
    first = book(cast, days_from_now(2))
    actions.cancel(first, by=person(cast.cora), at=NOW)
    assert book(cast, days_from_now(2)).id != first.id


def test_a_cancelled_appointment_stays_with_its_moment_and_one_event(cast: Cast) -> None:
    appointment = book(cast, days_from_now(2))
    actions.cancel(appointment, by=person(cast.cora), at=NOW)
    actions.cancel(appointment, by=person(cast.cora), at=days_from_now(1))
    assert appointment.cancelled_at == NOW
    assert sorted(name for name, _ in events()) == ["appointment:booked", "appointment:cancelled"]


def test_what_has_begun_cannot_be_cancelled(cast: Cast) -> None:
    appointment = book(cast, NOW)
    with pytest.raises(actions.AlreadyBegun):
        actions.cancel(appointment, by=person(cast.cora), at=NOW)
    assert appointment.cancelled_at is None
