"""Which sessions a calendar file holds, and what of it is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from companion.overviews.importing.calendars import Brought, Why, read
from companion.overviews.importing.reading import text_of
from companion.records.schedule.rules import Occurrence
from tests.importing.files import (
    EVENING,
    SECOND_MOVED,
    THANKSGIVING,
    THIRD_CANCELLED,
    calendar,
    event,
    only_group,
)

ZONE = "America/New_York"
SINCE, UNTIL = date(2026, 11, 1), date(2027, 2, 1)
STAMP = "%m-%d %H:%M"


def sessions(*parts: str) -> list[Occurrence]:
    return only_group(read(calendar(*parts), ZONE)).occurrences(SINCE, UNTIL)


def days(*parts: str) -> list[str]:
    """When the sessions that take place begin, in UTC."""
    return [one.starts_at.strftime(STAMP) for one in sessions(*parts) if not one.is_cancelled]


def why(brought: Brought) -> list[Why]:
    return [one.why for one in brought.skipped]


def test_a_rule_with_a_number_of_sessions() -> None:
    assert days(EVENING) == [
        "11-23 23:00",
        "11-25 23:00",
        "11-30 23:00",
        "12-02 23:00",
        "12-07 23:00",
        "12-09 23:00",
    ]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=WEEKLY;UNTIL=20261207T230000Z", 3),
        ("FREQ=WEEKLY;UNTIL=20261207T225959Z", 2),
        ("FREQ=WEEKLY;UNTIL=20261207T180000", 3),
        ("FREQ=WEEKLY;UNTIL=20261207", 3),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", 11),
        ("UNTIL=99991231;FREQ=WEEKLY", 11),
        ("freq=weekly;byday=mo, we;", 21),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=8", 8),
        ("FREQ=MONTHLY;BYDAY=4MO", 3),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 4),
        ("FREQ=YEARLY;BYMONTH=11,1;BYMONTHDAY=23", 2),
    ],
)
def test_rules_as_programs_write_them(rule: str, count: int) -> None:
    """The first session counts also where the rule does not name it, as calendar programs show it."""
    said = event(
        DTSTART=";TZID=America/New_York:20261123T180000",
        DTEND=";TZID=America/New_York:20261123T190000",
        RRULE=rule,
    )
    assert len(days(said)) == count


def test_single_sessions_are_moved_and_cancelled() -> None:
    held = sessions(EVENING, SECOND_MOVED, THIRD_CANCELLED)
    assert [one.starts_at.strftime(STAMP) for one in held[:3]] == [
        "11-23 23:00",
        "11-25 00:00",
        "11-30 23:00",
    ]
    assert [one.place for one in held[:3]] == ["Room 2", "Room 7", ""]
    assert [one.is_cancelled for one in held[:3]] == [False, False, True]
    assert held[1].planned_at == datetime(2026, 11, 25, 23, tzinfo=UTC)


def test_of_two_versions_the_later_counts_whatever_their_order() -> None:
    older = SECOND_MOVED.replace("Room 7", "Room 9").replace("SUMMARY", "SEQUENCE:1\nSUMMARY")
    newer = SECOND_MOVED.replace("SUMMARY", "SEQUENCE:2\nSUMMARY")
    for parts in ((EVENING, older, newer), (newer, older, EVENING)):
        assert sessions(*parts)[1].place == "Room 7"


def test_a_session_and_all_later_ones_are_moved() -> None:
    later = SECOND_MOVED.replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;")
    assert days(EVENING, later)[:4] == ["11-23 23:00", "11-25 00:00", "11-30 00:00", "12-02 00:00"]


@pytest.mark.parametrize(
    "left_out",
    [
        "EXDATE;TZID=America/New_York:20261125T180000,20261130T180000",
        "EXDATE:20261125T230000Z\nEXDATE:20261130T230000Z",
        "EXDATE;VALUE=DATE:20261125,20261130",
        "EXDATE;TZID=Eastern Standard Time:20261125T180000\nEXDATE:20261130T180000",
    ],
    ids=["several", "UTC", "days", "other names"],
)
def test_sessions_are_left_out(left_out: str) -> None:
    assert days(EVENING.replace("END:VEVENT", f"{left_out}\nEND:VEVENT")) == [
        "11-23 23:00",
        "12-02 23:00",
        "12-07 23:00",
        "12-09 23:00",
    ]


def test_a_session_that_is_left_out_is_not_brought_back_by_its_replacement() -> None:
    text = EVENING.replace("END:VEVENT", "EXDATE;VALUE=DATE:20261125\nEND:VEVENT")
    assert "11-25 00:00" not in days(text, SECOND_MOVED)


def test_sessions_are_added_some_with_a_length_of_their_own() -> None:
    added = "RDATE;TZID=America/New_York:20261127T100000\nRDATE;VALUE=PERIOD:20261128T150000Z/PT30M"
    held = sessions(EVENING.replace("END:VEVENT", f"{added}\nEND:VEVENT"))
    assert [one.starts_at.strftime(STAMP) for one in held[2:4]] == ["11-27 15:00", "11-28 15:00"]
    assert [one.ends_at - one.starts_at for one in held[2:4]] == [timedelta(hours=3), timedelta(minutes=30)]


def test_a_length_instead_of_an_end() -> None:
    (one,) = sessions(event(DTEND="", DURATION="PT1H30M"))
    assert one.ends_at - one.starts_at == timedelta(minutes=90)


def test_folded_lines_are_one_also_where_a_letter_is_folded_in_the_middle() -> None:
    said = calendar(
        event(SUMMARY="Grupo de los jóvenes", LOCATION="Room 2\\, second\n  floor\\; left")
    ).encode()
    cut = said.index("ó".encode()) + 1
    brought = read(text_of(said[:cut] + b"\r\n " + said[cut:]), ZONE)
    lead = only_group(brought).lead
    assert (lead.title, lead.words.place) == ("Grupo de los jóvenes", "Room 2, second floor; left")


def test_each_kind_of_line_end_and_a_mark_at_the_beginning() -> None:
    for end in ("\r\n", "\n", "\r"):
        text = text_of(b"\xef\xbb\xbf" + calendar(EVENING).replace("\n", end).encode())
        assert len(read(text, ZONE).groups) == 1


def test_all_day_events_are_no_sessions_and_may_be_holidays() -> None:
    assert why(read(calendar(THANKSGIVING), ZONE)) == [Why.ALL_DAY]
    brought = read(calendar(THANKSGIVING, EVENING), ZONE, takes_days_off=True)
    assert [found.lead.title for found in brought.days_off.values()] == ["Thanksgiving"]
    assert len(brought.groups) == 1


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ({"SUMMARY": ""}, Why.NO_TITLE),
        ({"DTEND": "20261123T180400"}, Why.WRONG_LENGTH),
        ({"DTEND": "20261124T180000"}, Why.WRONG_LENGTH),
        ({"DTEND": "20261123T170000"}, Why.WRONG_LENGTH),
        ({"RDATE": ";VALUE=PERIOD:20261128T150000Z/P3D"}, Why.WRONG_LENGTH),
        ({"RDATE": ";VALUE=PERIOD:20261128T150000Z/P99999999D"}, Why.WRONG_LENGTH),
        ({"RRULE": "FREQ=HOURLY"}, Why.RULE),
        ({"RRULE": "FREQ=DAILY;BYHOUR=9,15"}, Why.RULE),
        ({"RRULE": "FREQ=WEEKLY\nRRULE:FREQ=MONTHLY"}, Why.RULE),
        ({"RRULE": "FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY"}, Why.RULE),
        ({"RRULE": "FREQ=YEARLY;BYDAY=60MO"}, Why.RULE),
        ({"RRULE": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, Why.RULE),
        ({"RRULE": "FREQ=WEEKLY;COUNT=5;UNTIL=20261231"}, Why.RULE),
    ],
)
def test_what_cannot_be_planned_is_left_out(lines: dict[str, str], reason: Why) -> None:
    brought = read(calendar(event(**lines), EVENING), ZONE)
    assert why(brought) == [reason]
    assert len(brought.groups) == 1


def test_a_single_session_that_lasts_all_day_is_left_out_and_not_the_group() -> None:
    all_day = SECOND_MOVED.replace(";TZID=America/New_York:20261124T190000", ";VALUE=DATE:20261124")
    brought = read(
        calendar(EVENING, all_day.replace("DTEND;TZID=America/New_York:20261124T220000\n", "")), ZONE
    )
    (group,) = brought.groups.values()
    assert why(brought) == [Why.ALL_DAY]
    assert [one.is_cancelled for one in group.occurrences(SINCE, UNTIL)][:3] == [False, True, False]


def test_what_is_no_event_is_named() -> None:
    todo = "BEGIN:VTODO\nUID:todo\nSUMMARY:Buy tea\nEND:VTODO"
    brought = read(calendar(todo, EVENING, zones=""), ZONE)
    assert [(one.line, one.title, one.why) for one in brought.skipped] == [(5, "Buy tea", Why.NOT_EVENT)]


def test_only_what_makes_the_sessions_is_the_state_of_an_event() -> None:
    saved_again = event(DTSTAMP="20261118T220000Z", DESCRIPTION="Bring a pen")
    first, again, moved = (
        only_group(read(calendar(said), ZONE)).state
        for said in (event(), saved_again, event(LOCATION="Room 7"))
    )
    assert first == again != moved
    orders = (EVENING, SECOND_MOVED, THIRD_CANCELLED), (THIRD_CANCELLED, SECOND_MOVED, EVENING)
    assert len({only_group(read(calendar(*parts), ZONE)).state for parts in orders}) == 1


def test_what_apple_writes() -> None:
    """A birthday of which nobody knows the year, and an event with Apple's own lines."""
    birthday = event(
        uid="B", SUMMARY="Birthday", DTSTART=";VALUE=DATE:16041210", DTEND="", RRULE="FREQ=YEARLY"
    )
    place = (
        ';VALUE=URI;X-ADDRESS="12 Main St\\\\nSpringfield";X-APPLE-RADIUS=49.9;X-TITLE="The \n house":geo:1,2'
    )
    group = event(
        "3F2A-11",
        DTSTART=";TZID=America/New_York:20261123T180000",
        DTEND=";TZID=America/New_York:20261123T190000",
        RRULE="FREQ=WEEKLY;INTERVAL=2;UNTIL=20261222T045959Z",
        **{"X-APPLE-TRAVEL-ADVISORY-BEHAVIOR": "AUTOMATIC", "X-APPLE-STRUCTURED-LOCATION": place},
    )
    brought = read(calendar("X-WR-CALNAME:Groups", group, birthday), ZONE, takes_days_off=True)
    (held,), (day,) = brought.groups.values(), brought.days_off.values()
    assert len(held.occurrences(SINCE, UNTIL)) == 3
    assert [one.starts_at.date() for one in day.occurrences(SINCE, UNTIL)] == [date(2026, 12, 10)]
