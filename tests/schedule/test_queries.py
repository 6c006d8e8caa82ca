from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from werkzeug.exceptions import NotFound

from companion.access import queries as access
from companion.accounts.rules import Role
from companion.core.db import db, new_id
from companion.programs import actions as programs
from companion.programs.models import Enrolment
from companion.records.schedule import actions, planning, queries, recurrence
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast, make_person
from tests.schedule.plans import WEDNESDAY, book, counted, days_from_now, person, plan_group

pytestmark = pytest.mark.usefixtures("context")
TONIGHT = datetime(2026, 11, 18, 23, tzinfo=NOW.tzinfo)


def titles(found: list[Appointment]) -> list[str]:
    return [appointment.title for appointment in found]


def of(person_id: UUID, since: datetime = NOW, until: datetime | None = None) -> list[Appointment]:
    return queries.appointments_of(person(person_id), since=since, until=until or since + timedelta(days=400))


def enrolment(client_id: UUID) -> Enrolment:
    found = db.session.query(Enrolment).filter_by(client_id=client_id).one()
    assert isinstance(found, Enrolment)
    return found


def test_a_client_has_her_own_appointments_and_those_of_her_track(cast: Cast) -> None:
    plan_group(cast, rule=recurrence.weekly([WEDNESDAY]), until_on=date(2026, 11, 25))
    book(cast, days_from_now(1), title="Alone with Cora")
    book(cast, days_from_now(1), title="Omar alone", client=person(cast.omar))
    assert titles(of(cast.rosa)) == ["Evening group", "Alone with Cora", "Evening group"]
    assert titles(of(cast.omar)) == ["Evening group", "Omar alone", "Evening group"]


def test_another_tracks_group_is_not_hers(cast: Cast) -> None:
    day_track = programs.create_track(cast.program, name="Day", minutes=540, by=person(cast.ada), at=NOW)
    plan_group(cast, track=day_track)
    assert of(cast.rosa) == []


def test_a_group_is_hers_from_the_first_to_the_last_day_of_her_stay(cast: Cast) -> None:
    stay = enrolment(cast.rosa)
    stay.started_on, stay.planned_end_on = date(2026, 11, 19), date(2026, 11, 30)
    plan_group(cast, rule=recurrence.weekly(range(7)))
    found = [row.starts_at - timedelta(hours=5) for row in of(cast.rosa, since=days_from_now(-30))]
    assert (found[0].date(), found[-1].date()) == (date(2026, 11, 19), date(2026, 11, 30))
    stay.ended_on = date(2026, 11, 24)
    assert len(of(cast.rosa, since=days_from_now(-30))) == 6


def test_the_days_of_a_stay_are_those_of_the_program_not_of_utc(cast: Cast) -> None:
    """A group at 8 PM in New York is already the next day in UTC."""
    enrolment(cast.rosa).ended_on = date(2026, 11, 18)
    late = plan_group(cast, starts_at=datetime(2026, 1, 1, 20).time(), rule=recurrence.weekly([WEDNESDAY]))
    assert [row.series_id for row in of(cast.rosa)] == [late.id]
    enrolment(cast.rosa).ended_on = date(2026, 11, 17)
    assert of(cast.rosa) == []


def test_a_client_with_two_stays_in_one_track_sees_each_group_once(cast: Cast) -> None:
    programs.enrol(
        person(cast.rosa),
        enrolment(cast.rosa).track,
        started_on=date(2026, 11, 1),
        planned_end_on=date(2027, 2, 1),
        required_minutes_per_week=540,
        steps_down_from="residential",
        by=person(cast.cora),
        at=NOW,
    )
    plan_group(cast, rule=recurrence.weekly([WEDNESDAY]), until_on=date(2026, 11, 25))
    assert len(of(cast.rosa)) == 2


def test_a_client_who_was_never_enrolled_has_her_own_appointments_only(cast: Cast) -> None:
    nina = make_person(cast.program, Role.CLIENT, "Nina")
    plan_group(cast)
    book(cast, days_from_now(1), client=nina)
    assert titles(of(nina.id)) == ["One-on-one session"]
    assert queries.next_appointments_of([], NOW) == {}


def test_cancelled_ones_are_shown_and_are_never_next(cast: Cast) -> None:
    first = book(cast, days_from_now(1))
    second = book(cast, days_from_now(2))
    actions.cancel(first, by=person(cast.cora), at=NOW)
    assert of(cast.rosa) == [first, second]
    assert queries.next_appointment_of(person(cast.rosa), NOW) == second


@pytest.mark.parametrize(("minutes", "is_next"), [(0, True), (59, True), (60, False)])
def test_what_goes_on_now_is_next_until_it_is_over(cast: Cast, minutes: int, is_next: bool) -> None:
    booked = book(cast, days_from_now(1))
    later = booked.starts_at + timedelta(minutes=minutes)
    assert (queries.next_appointment_of(person(cast.rosa), later) == booked) is is_next


def test_each_client_of_a_caseload_has_her_own_next_one(cast: Cast) -> None:
    group = plan_group(cast)
    nina = make_person(cast.program, Role.CLIENT, "Nina")
    book(cast, NOW + timedelta(minutes=10), client=person(cast.omar), title="Omar first")
    found = queries.next_appointments_of([person(cast.rosa), person(cast.omar), nina], NOW)
    assert set(found) == {cast.rosa, cast.omar}
    assert (found[cast.rosa].series_id, found[cast.rosa].starts_at) == (group.id, TONIGHT)
    assert found[cast.omar].title == "Omar first"


def test_the_number_of_questions_does_not_grow_with_the_caseload(cast: Cast) -> None:
    plan_group(cast)
    few = access.clients_of(person(cast.cora), NOW)
    many = [*few, person(cast.omar), *(make_person(cast.program, Role.CLIENT, f"C{n} C") for n in range(30))]
    asked = []
    for clients in (few, many):
        with counted() as said:
            queries.next_appointments_of(clients, NOW)
            queries.last_met_by_client(clients, person(cast.cora), NOW)
        asked.append(len(said))
    assert asked[0] == asked[1]


def test_they_met_when_the_newest_appointment_that_is_over_began(cast: Cast) -> None:
    older = book(cast, days_from_now(-9))
    newer = book(cast, days_from_now(-2))
    cancelled = book(cast, days_from_now(-1))
    cancelled.cancelled_at = days_from_now(-1)
    book(cast, days_from_now(-1, hours=2), facilitator=person(cast.wes), by=person(cast.wes))
    book(cast, NOW - timedelta(minutes=30), title="Going on")
    rosa, cora = person(cast.rosa), person(cast.cora)
    assert queries.last_met(rosa, cora, NOW) == newer.starts_at
    assert queries.last_met(rosa, cora, days_from_now(-5)) == older.starts_at
    assert queries.last_met(person(cast.omar), cora, NOW) is None


def test_a_group_counts_as_meeting_for_those_who_were_in_it_then(cast: Cast) -> None:
    plan_group(cast, starts_on=date(2026, 11, 9), until_on=date(2026, 11, 30))
    enrolment(cast.omar).started_on = date(2026, 11, 17)
    met = queries.last_met_by_client([person(cast.rosa), person(cast.omar)], person(cast.cora), NOW)
    assert met == {cast.rosa: TONIGHT - timedelta(days=2)}


def test_an_appointment_of_another_client_is_not_found_as_hers_nor_is_a_group(cast: Cast) -> None:
    hers = book(cast, days_from_now(1))
    plan_group(cast)
    group = queries.program_appointments(cast.program, NOW, days_from_now(7))[0]
    assert queries.own_appointment_of(person(cast.rosa), hers.id) == hers
    for client_id, appointment_id in ((cast.omar, hers.id), (cast.rosa, group.id), (cast.rosa, new_id())):
        with pytest.raises(NotFound):
            queries.own_appointment_of(person(client_id), appointment_id)


def test_a_programs_groups_hold_nobodys_own_appointment(cast: Cast) -> None:
    plan_group(cast)
    book(cast, days_from_now(1))
    found = queries.program_appointments(cast.program, NOW, days_from_now(7))
    assert titles(found) == ["Evening group"] * 3
    assert queries.program_appointments(new_id(), NOW, days_from_now(7)) == []


def test_a_counselors_own_are_those_with_the_clients_named(cast: Cast) -> None:
    mine = book(cast, days_from_now(1))
    book(cast, days_from_now(2), facilitator=person(cast.wes))
    book(cast, days_from_now(3), client=person(cast.omar))
    cora = person(cast.cora)
    found = queries.appointments_with(access.clients_of(cora, NOW), cora, since=NOW, until=days_from_now(14))
    assert found == [mine]


def test_only_series_that_still_meet_are_running(cast: Cast) -> None:
    running = plan_group(cast, rule=recurrence.weekly([WEDNESDAY]))
    plan_group(cast, title="Over", starts_on=date(2026, 10, 1), until_on=date(2026, 10, 31))
    emptied = plan_group(cast, title="Never met", starts_on=date(2026, 12, 1))
    planning.end_series(emptied, until_on=date(2026, 11, 18), by=person(cast.cora), at=NOW)
    assert queries.series_of_program(cast.program, NOW) == [running]
    assert queries.series_in(cast.program, running.id) == running
    with pytest.raises(NotFound):
        queries.series_in(new_id(), running.id)
