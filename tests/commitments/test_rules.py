from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from companion.records.commitments import rules
from companion.records.commitments.rules import Hours

MONDAY, TUESDAY, WEDNESDAY, SATURDAY, SUNDAY = 0, 1, 2, 5, 6
NEW_YORK, DENVER, PHOENIX = "America/New_York", "America/Denver", "America/Phoenix"


@dataclass(frozen=True)
class Fixed:
    """Something of every week."""

    hours: Hours


def weekly(days: list[int], starts: str, ends: str) -> Fixed:
    return Fixed(Hours(days, time.fromisoformat(starts), time.fromisoformat(ends)))


def local(said: str, zone: str = NEW_YORK, fold: int = 0) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(zone), fold=fold)


WORK = weekly([MONDAY, TUESDAY, WEDNESDAY], "09:00", "17:00")
NIGHTS = weekly([SUNDAY], "22:00", "06:00")
ALL_DAY = weekly([MONDAY], "08:00", "08:00")
EARLY = weekly([SUNDAY], "02:15", "02:45")
TWICE = weekly([SUNDAY], "01:00", "01:30")


@pytest.mark.parametrize(
    ("one", "starts", "ends", "is_met"),
    [
        (WORK, "2026-11-23T16:00", "2026-11-23T18:00", True),
        (WORK, "2026-11-23T17:00", "2026-11-23T20:00", False),
        (WORK, "2026-11-23T08:00", "2026-11-23T09:00", False),
        (WORK, "2026-11-23T10:00", "2026-11-23T10:30", True),
        (WORK, "2026-11-23T08:00", "2026-11-23T18:00", True),
        (WORK, "2026-11-26T10:00", "2026-11-26T11:00", False),
        (NIGHTS, "2026-11-23T05:00", "2026-11-23T07:00", True),
        (NIGHTS, "2026-11-23T06:00", "2026-11-23T07:00", False),
        (NIGHTS, "2026-11-22T21:00", "2026-11-22T22:00", False),
        (NIGHTS, "2026-11-22T21:00", "2026-11-23T00:30", True),
        (NIGHTS, "2026-11-24T05:00", "2026-11-24T07:00", False),
        (ALL_DAY, "2026-11-24T07:00", "2026-11-24T07:30", True),
        (ALL_DAY, "2026-11-24T08:00", "2026-11-24T09:00", False),
        # March 8, 2026: 2 AM does not come. What is meant for 2:15 is at 3:15.
        (EARLY, "2026-03-08T03:00", "2026-03-08T03:30", True),
        (EARLY, "2026-03-08T00:30", "2026-03-08T01:30", False),
        (NIGHTS, "2026-03-09T05:30", "2026-03-09T06:30", True),
        # November 1, 2026: 1 AM comes twice. The first one is meant.
        (TWICE, "2026-11-01T01:15", "2026-11-01T01:20", True),
    ],
)
def test_what_shares_time_with_a_session_clashes(one: Fixed, starts: str, ends: str, is_met: bool) -> None:
    assert bool(rules.clashes([one], local(starts), local(ends), NEW_YORK)) is is_met


def test_the_hour_that_comes_again_is_free_when_the_first_one_is_taken() -> None:
    begins, ends = local("2026-11-01T01:05", fold=1), local("2026-11-01T01:25", fold=1)
    assert rules.clashes([TWICE], begins, ends, NEW_YORK) == []


def test_work_from_nine_is_from_nine_on_both_sides_of_a_clock_change() -> None:
    for day in ("2026-10-26", "2026-11-02", "2026-03-02", "2026-03-09"):
        assert rules.clashes([WORK], local(f"{day}T08:00"), local(f"{day}T09:00"), NEW_YORK) == []
        assert rules.clashes([WORK], local(f"{day}T08:59"), local(f"{day}T09:01"), NEW_YORK) != []


def test_a_commitment_runs_on_the_clocks_where_the_client_is() -> None:
    """A group at 6 PM in New York is at 4 PM in Denver, where work ends at 5."""
    begins, ends = local("2026-11-23T18:00"), local("2026-11-23T21:00")
    assert rules.clashes([WORK], begins, ends, NEW_YORK) == []
    (clash,) = rules.clashes([WORK], begins, ends, DENVER)
    assert clash.starts_at == local("2026-11-23T09:00", DENVER)
    assert clash.ends_at == local("2026-11-23T17:00", DENVER)


def test_a_zone_without_a_clock_change_moves_against_one_that_has_it() -> None:
    group = [(local(f"{day}T19:00"), local(f"{day}T20:00")) for day in ("2026-10-26", "2026-11-02")]
    met = [bool(rules.clashes([WORK], *span, PHOENIX)) for span in group]
    assert met == [True, False]


def test_clashes_come_in_the_order_of_time_each_commitment_once_a_day() -> None:
    late = weekly([MONDAY], "16:00", "19:00")
    begins, ends = local("2026-11-23T15:00"), local("2026-11-24T10:00")
    found = rules.clashes([late, WORK], begins, ends, NEW_YORK)
    assert [clash.commitment for clash in found] == [WORK, late, WORK]


def test_a_week_lists_each_day_s_hours_and_no_empty_day() -> None:
    early = weekly([MONDAY, SATURDAY], "07:00", "08:00")
    assert rules.by_weekday([WORK, early]) == {
        MONDAY: [early, WORK],
        TUESDAY: [WORK],
        WEDNESDAY: [WORK],
        SATURDAY: [early],
    }
