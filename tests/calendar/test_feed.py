from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from companion.accounts import actions as accounts
from companion.audit.models import Event as Noted
from companion.core.db import db
from companion.records.calendars import actions as calendars
from companion.records.calendars.models import CalendarFeed
from companion.records.schedule.models import Appointment
from tests.calendar.feeds import PLACE, events_in, make_feed, plan_across_the_clock_change
from tests.cast import NOW, ZONE, Cast
from tests.core.test_db import in_parallel
from tests.schedule.plans import book, counted, person, plan_group
from tests.visitor import Visitor

HIDDEN = (b"Evening", b"Maple", b"Cora", b"Rosa", b"Room", b"One-on-one", b"video", b"http")
KEPT_OUT = {"DESCRIPTION", "LOCATION", "ORGANIZER", "ATTENDEE", "CONTACT", "URL", "CATEGORIES", "COMMENT"}


@pytest.fixture
def planned(app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan_across_the_clock_change(cast)
        book(cast, NOW + timedelta(days=2), place=PLACE)
        db.session.commit()


def test_an_entry_says_when_and_nothing_of_what(planned: None, rosa: Visitor, anyone: Visitor) -> None:
    answer = anyone.get(make_feed(rosa))
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="calendar.ics"'
    events = events_in(answer.data)
    assert len(events) == 13
    for event in events:
        assert (event["SUMMARY"], event["CLASS"], event["STATUS"]) == ("Appointment", "PRIVATE", "CONFIRMED")
        assert not KEPT_OUT & set(event)
    assert [words for words in HIDDEN if words in answer.data] == []
    calendar = Calendar.from_ical(answer.data)
    assert "METHOD" not in calendar
    assert calendar["X-WR-CALNAME"] == "Appointments"


def test_the_place_is_there_only_if_the_client_ticked_it(
    planned: None, rosa: Visitor, anyone: Visitor
) -> None:
    path = make_feed(rosa, shows_place="y")
    assert {str(event["LOCATION"]) for event in events_in(anyone.get(path).data)} == {PLACE}
    assert "checked" in rosa.get("/schedule/calendar").text
    rosa.post("/schedule/calendar/place")
    assert all("LOCATION" not in event for event in events_in(anyone.get(path).data))
    rosa.post("/schedule/calendar/place", shows_place="y")
    assert all("LOCATION" in event for event in events_in(anyone.get(path).data))


def test_lines_are_folded_at_75_octets_and_end_as_they_should(
    planned: None, rosa: Visitor, anyone: Visitor
) -> None:
    body = anyone.get(make_feed(rosa, shows_place="y")).data
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert body.count(b"\n") == body.count(b"\r\n")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert b"\r\n " in body


def test_six_stays_six_after_the_clocks_change(planned: None, rosa: Visitor, anyone: Visitor) -> None:
    groups = events_in(anyone.get(make_feed(rosa)).data)
    mondays = [event["DTSTART"].dt for event in groups if event["DTSTART"].dt.hour == 18]
    assert [start.astimezone(ZoneInfo("UTC")).hour for start in mondays] == [22] + [23] * 11
    assert {event["DTSTART"].params["TZID"] for event in groups} == {ZONE}


def test_the_file_is_in_the_clients_language(planned: None, app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        person(cast.rosa).language = "es"
        db.session.commit()
    body = Visitor(app).get(make_feed(rosa)).data
    assert {str(event["SUMMARY"]) for event in events_in(body)} == {"Cita"}


def test_two_clients_of_one_group_cannot_be_linked(
    planned: None, rosa: Visitor, omar: Visitor, anyone: Visitor
) -> None:
    of_rosa, of_omar = (uids(anyone.get(make_feed(client)).data) for client in (rosa, omar))
    assert len(of_rosa) == 13
    assert len(of_omar) == 12
    assert not of_rosa & of_omar


def test_a_new_address_keeps_the_uids_and_ends_the_old_one(
    planned: None, rosa: Visitor, anyone: Visitor
) -> None:
    old = make_feed(rosa)
    before = uids(anyone.get(old).data)
    new = make_feed(rosa)
    assert new != old
    assert anyone.get(old).status_code == 404
    assert uids(anyone.get(new).data) == before


def test_a_change_is_seen_as_one(planned: None, app: Flask, rosa: Visitor, anyone: Visitor) -> None:
    path = make_feed(rosa)
    before = {str(event["UID"]): event for event in events_in(anyone.get(path).data)}
    with app.app_context():
        own = db.session.scalars(select(Appointment).where(Appointment.client_id.is_not(None))).one()
        own.sequence, own.changed_at = 1, NOW + timedelta(minutes=5)
        own.starts_at, own.ends_at = own.starts_at + timedelta(hours=1), own.ends_at + timedelta(hours=1)
        first = db.session.scalars(select(Appointment).where(Appointment.track_id.is_not(None))).first()
        assert first
        first.cancelled_at = first.changed_at = NOW + timedelta(minutes=6)
        first.sequence = 1
        db.session.commit()
    after = {str(event["UID"]): event for event in events_in(anyone.get(path).data)}
    assert set(after) == set(before)
    changed = [uid for uid in after if after[uid].to_ical() != before[uid].to_ical()]
    assert sorted(str(after[uid]["STATUS"]) for uid in changed) == ["CANCELLED", "CONFIRMED"]
    for uid in changed:
        assert (before[uid]["SEQUENCE"], after[uid]["SEQUENCE"]) == (0, 1)
        assert after[uid]["LAST-MODIFIED"].dt > before[uid]["LAST-MODIFIED"].dt
        assert after[uid]["DTSTAMP"].dt == after[uid]["LAST-MODIFIED"].dt


def test_thirty_days_back_and_half_a_year_ahead(app: Flask, cast: Cast, rosa: Visitor) -> None:
    with app.app_context():
        for days in (-32, -29, 179, 181):
            book(cast, NOW + timedelta(days=days))
        db.session.commit()
    starts = [event["DTSTART"].dt - NOW for event in events_in(rosa.get(make_feed(rosa)).data)]
    assert starts == [timedelta(days=-29), timedelta(days=179)]


def test_an_empty_calendar_is_still_a_valid_one(cast: Cast, rosa: Visitor, anyone: Visitor) -> None:
    calendar = Calendar.from_ical(anyone.get(make_feed(rosa)).data)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_who_left_and_an_unknown_address_are_not_found(
    planned: None, app: Flask, cast: Cast, rosa: Visitor, anyone: Visitor
) -> None:
    path = make_feed(rosa)
    with app.app_context():
        accounts.leave(person(cast.rosa), by=person(cast.ada), at=NOW)
        db.session.commit()
    unknown = anyone.get("/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics")
    left = anyone.get(path)
    assert left.status_code == unknown.status_code == 404
    assert left.text.replace(path, "") == unknown.text.replace("/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics", "")


def test_a_long_history_costs_no_more_queries(app: Flask, cast: Cast, rosa: Visitor) -> None:
    path = make_feed(rosa)
    costs = []
    for days in ((1,), range(2, 120)):
        with app.app_context():
            for day in days:
                book(cast, NOW + timedelta(days=day))
            plan_group(cast, title=f"Group {days[0]}")
            db.session.commit()
            with counted() as asked:
                assert Visitor(app).client.get(path).status_code == 200
        costs.append(len(asked))
    assert costs == [5, 5]


def test_only_the_hash_is_kept_and_only_ids_are_noted(app: Flask, cast: Cast, rosa: Visitor) -> None:
    paths = [make_feed(rosa), make_feed(rosa)]
    rosa.post("/schedule/calendar/end")
    with app.app_context():
        feeds = list(db.session.scalars(select(CalendarFeed)))
        noted = list(db.session.scalars(select(Noted).where(Noted.action.like("calendar:%"))))
    tokens = [path[len("/calendar/") : -len(".ics")] for path in paths]
    assert all(len(feed.token_hash) == 32 and feed.revoked_at for feed in feeds)
    assert not any(token.encode() in feed.token_hash for token in tokens for feed in feeds)
    assert [event.action.partition(":")[2] for event in sorted(noted, key=lambda event: event.id)] == [
        "issued",
        "revoked",
        "issued",
        "revoked",
    ]
    assert all(event.facts == {} and event.client_id == cast.rosa for event in noted)


def test_two_addresses_made_at_once_leave_one(app: Flask, cast: Cast) -> None:
    def make() -> None:
        with app.app_context():
            calendars.issue(person(cast.rosa), shows_place=False, at=NOW)
            db.session.commit()

    in_parallel(6, make)
    with app.app_context():
        feeds = list(db.session.scalars(select(CalendarFeed)))
    assert len(feeds) == 6
    assert len([feed for feed in feeds if feed.revoked_at is None]) == 1


def uids(body: bytes) -> set[str]:
    return {str(event["UID"]) for event in events_in(body)}
