from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from companion.programs.rules import Shift, staffed_after
from companion.records.enquiries import rules
from companion.records.enquiries.rules import Held, Times
from companion.records.levels import rules as levels
from companion.records.levels.rules import Answer, Dimension

NOON = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG = timedelta(minutes=2)
WEEK = [Shift(day, time(8), time(18)) for day in range(5)]


@pytest.mark.parametrize(
    ("trapped", "filled_for", "from_address", "held"),
    [
        (False, LONG, 0, None),
        (False, rules.QUICKEST, rules.FREE_PER_ADDRESS - 1, None),
        (True, LONG, 0, Held.TRAP),
        (False, None, 0, Held.UNSIGNED),
        (False, timedelta(seconds=3.9), 0, Held.QUICK),
        (False, timedelta(seconds=-5), 0, Held.QUICK),
        (False, LONG, rules.FREE_PER_ADDRESS, Held.MANY),
    ],
)
def test_what_looks_like_no_persons_is_held(
    trapped: bool, filled_for: timedelta | None, from_address: int, held: Held | None
) -> None:
    assert rules.why_held(is_trapped=trapped, filled_for=filled_for, from_address=from_address) == held


@pytest.mark.parametrize(
    ("now", "days", "by"),
    [
        # Wednesday noon in New York: the time at work that is on does not count, Thursday's does.
        ((2026, 11, 18, 17), 1, (2026, 11, 19, 23)),
        ((2026, 11, 18, 17), 2, (2026, 11, 20, 23)),
        # Friday evening, after work: Monday.
        ((2026, 11, 21, 1), 1, (2026, 11, 23, 23)),
        # Before work on Thursday: that very day.
        ((2026, 11, 19, 10), 1, (2026, 11, 19, 23)),
        # Thanksgiving is a holiday.
        ((2026, 11, 25, 17), 1, (2026, 11, 27, 23)),
    ],
)
def test_an_answer_is_promised_by_the_end_of_a_business_day(now: tuple, days: int, by: tuple) -> None:  # type: ignore[type-arg]  # a moment's parts
    found = staffed_after(WEEK, {date(2026, 11, 26)}, "America/New_York", datetime(*now, tzinfo=UTC), days)
    assert found
    assert found.until == datetime(*by, tzinfo=UTC)


def test_without_hours_nothing_is_promised() -> None:
    assert staffed_after([], set(), "America/New_York", NOON, 1) is None


def times(answered_after: int | None, promised_after: int | None = 5, *, closed: bool = False) -> Times:
    answered = None if answered_after is None else NOON + answered_after * HOUR
    promised = None if promised_after is None else NOON + promised_after * HOUR
    return Times(NOON, promised, answered, closed)


def test_the_response_time_in_numbers() -> None:
    requests = [times(1), times(3), times(9), times(None), times(None, 1), times(None, closed=True)]
    found = rules.response(requests, NOON + 2 * HOUR)
    assert (found.received, found.answered) == (6, 3)
    assert (found.median, found.longest) == (3 * HOUR, 9 * HOUR)
    # Two kept, one broken, one whose time is over; the others have time left, or were closed before.
    assert (found.in_time, found.promised, found.share) == (2, 4, 50)
    assert (found.waiting, found.late) == (2, 1)


def test_no_requests_are_no_numbers() -> None:
    found = rules.response([], NOON)
    assert (found.median, found.longest, found.share, found.waiting) == (None, None, None, 0)


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        ({}, False),
        ({Dimension.HOME: Answer.SOME, Dimension.READINESS: Answer.SOME}, False),
        ({Dimension.HOME: Answer.STRONG}, True),
        ({Dimension.WITHDRAWAL: Answer.SOME}, True),
        ({Dimension.BODY: Answer.SOME}, True),
        ({Dimension.MIND: Answer.SOME, Dimension.USE: Answer.UNKNOWN}, False),
    ],
)
def test_a_clinician_is_asked_about_strong_concerns(answers: dict[Dimension, Answer], asks: bool) -> None:
    assert levels.asks_for_clinician(answers) is asks


def test_what_was_not_answered_is_told_as_not_known() -> None:
    answers = {Dimension.HOME: Answer.NO, Dimension.USE: Answer.SOME}
    assert levels.to_think_about(answers) == [Dimension.USE]
    assert set(levels.to_ask(answers)) == set(Dimension) - set(answers)
