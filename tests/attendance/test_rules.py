from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from companion.records.attendance import rules
from companion.records.attendance.rules import Mark, Status

BEGINS = datetime(2026, 11, 18, 23, 0, tzinfo=UTC)
ENDS = BEGINS + timedelta(hours=3)
TODAY = date(2026, 11, 18)
MISSED, OTHER = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("status", "missed", "attended", "kept"),
    [
        (Status.HERE, 0, 180, 0),
        (Status.HERE, 40, 180, 0),
        (Status.LATE, 15, 165, 15),
        (Status.LATE, 180, 0, 180),
        (Status.LATE, 500, 0, 180),
        (Status.LATE, -5, 180, 0),
        (Status.LEFT_EARLY, 60, 120, 60),
        (Status.EXCUSED, 0, 0, 0),
        (Status.ABSENT, 30, 0, 0),
    ],
)
def test_minutes_attended_follow_from_the_mark(status: Status, missed: int, attended: int, kept: int) -> None:
    assert rules.minutes_attended(status, 180, missed) == attended
    assert rules.minutes_missed(status, 180, missed) == kept


@pytest.mark.parametrize(
    ("status", "minutes_in", "likely"),
    [
        (Status.LATE, 1, 5),
        (Status.LATE, 12, 10),
        (Status.LATE, 13, 15),
        (Status.LATE, -10, 15),
        (Status.LATE, 0, 15),
        (Status.LATE, 400, 15),
        (Status.LEFT_EARLY, 150, 30),
        (Status.LEFT_EARLY, 179, 5),
        (Status.LEFT_EARLY, 180, 15),
        (Status.HERE, 20, 0),
        (Status.ABSENT, 20, 0),
    ],
)
def test_a_tap_while_the_session_runs_reads_the_clock(status: Status, minutes_in: int, likely: int) -> None:
    assert rules.likely_missed(status, BEGINS, ENDS, BEGINS + timedelta(minutes=minutes_in)) == likely


def test_no_guess_is_longer_than_the_session() -> None:
    assert rules.likely_missed(Status.LATE, BEGINS, BEGINS + timedelta(minutes=10), ENDS) == 10


@pytest.mark.parametrize("day", range(16, 23))
def test_a_week_goes_from_monday_to_sunday(day: int) -> None:
    assert rules.week_of(date(2026, 11, day)) == (date(2026, 11, 16), date(2026, 11, 22))


def test_hours_are_those_that_passed_also_where_the_clocks_change_meanwhile() -> None:
    """11 PM to 5 AM by the clock on the wall is seven hours in the fall and five in the spring."""
    zone = ZoneInfo("America/New_York")
    fall = datetime(2026, 10, 31, 23, tzinfo=zone), datetime(2026, 11, 1, 5, tzinfo=zone)
    spring = datetime(2027, 3, 13, 23, tzinfo=zone), datetime(2027, 3, 14, 5, tzinfo=zone)
    assert rules.length(*(moment.astimezone(UTC) for moment in fall)) == 7 * 60
    assert rules.length(*(moment.astimezone(UTC) for moment in spring)) == 5 * 60


def absent(days_ago: int, appointment: UUID | None = None) -> Mark:
    return Mark(Status.ABSENT, TODAY - timedelta(days=days_ago), appointment or uuid4())


@pytest.mark.parametrize(
    ("marks", "used"),
    [
        ([], 0),
        ([absent(0), absent(3)], 2),
        ([Mark(Status.EXCUSED, TODAY, MISSED)], 0),
        ([absent(3, MISSED), Mark(Status.HERE, TODAY, OTHER, MISSED)], 0),
        ([absent(3, MISSED), Mark(Status.LATE, TODAY, OTHER, MISSED)], 0),
        ([absent(3, MISSED), Mark(Status.ABSENT, TODAY, OTHER, MISSED)], 1),
        ([absent(3, MISSED), Mark(Status.HERE, TODAY, OTHER, uuid4())], 1),
        ([absent(27)], 1),
        ([absent(28)], 0),
    ],
)
def test_what_counts_as_a_miss(marks: list[Mark], used: int) -> None:
    assert rules.misses(marks, 3, 4, TODAY) == (used, 3 - used)


def test_without_a_rule_nothing_is_left_or_used_up() -> None:
    assert rules.misses([absent(1)], None, None, TODAY) == (1, None)


def test_without_a_window_all_of_the_stay_counts_and_never_below_none_left() -> None:
    assert rules.misses([absent(days) for days in (1, 60, 300)], 2, None, TODAY) == (3, 0)


def test_the_clock_counts_the_misses_of_this_stay_only() -> None:
    clock = rules.clock(
        attended_minutes=360,
        required_minutes=540,
        marks=[absent(1), absent(40)],
        started_on=TODAY - timedelta(days=30),
        steps_down_on=date(2027, 1, 11),
        week=(5, 12),
        allowed_misses=4,
        misses_weeks=None,
        today=TODAY,
    )
    assert clock == rules.Clock(360, 540, 1, 3, 5, 12, date(2027, 1, 11))
    assert clock.missing_minutes == 180


def test_the_same_client_at_the_same_session_is_the_same_row() -> None:
    client = uuid4()
    assert rules.attendance_id(MISSED, client) == rules.attendance_id(MISSED, client)
    assert rules.attendance_id(MISSED, client) != rules.attendance_id(OTHER, client)
