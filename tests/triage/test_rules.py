"""Each rule of the caseload by itself, on both sides of where it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from companion.records.triage import rules
from companion.records.triage.facts import Dated, Facts, Kind, Limits, Rated, Shares, Standing, Tier

# A Wednesday, five in the afternoon in New York.
NOW = datetime(2026, 11, 18, 22, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
SINCE = NOW - timedelta(days=2)
NOTHING = Facts(now=NOW, zone="America/New_York", since=SINCE)
LIMITS = Limits()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ago(**how: float) -> datetime:
    return NOW - timedelta(**how)


def on(days_ago: int, **known: float) -> Dated:
    return Dated(TODAY - days_ago * DAY, ago(**(known or {"days": days_ago})))


def rated(days_ago: float, strength: int) -> Rated:
    return Rated((NOW - days_ago * DAY).date(), NOW - days_ago * DAY, strength)


def kinds(**facts: Any) -> list[Kind]:
    return [one.kind for one in rules.judge(replace(NOTHING, **facts), LIMITS).reasons]


def test_without_a_fact_there_is_no_reason() -> None:
    assert rules.judge(NOTHING, LIMITS) == Standing(Tier.SAME)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"alerts": [ago(days=9)]}, [Kind.ALERT]),
        ({"talk_since": ago(days=9)}, [Kind.TALK]),
        ({"uses": [on(1)]}, [Kind.USE]),
        ({"uses": [on(3)]}, []),
        ({"cravings": [rated(1, 8)]}, [Kind.STRONG]),
        ({"cravings": [rated(1, 7)]}, []),
        ({"cravings": [rated(3, 10)]}, []),
        ({"cravings": [rated(1, 7), rated(3, 4)]}, [Kind.RISE]),
        ({"cravings": [rated(1, 7), rated(3, 5)]}, []),
        # The window before is a week at least, and no longer.
        ({"cravings": [rated(1, 7), rated(8, 4)]}, [Kind.RISE]),
        ({"cravings": [rated(1, 7), rated(9.1, 4)]}, []),
        ({"cravings": [rated(1, 9), rated(3, 6)]}, [Kind.STRONG, Kind.RISE]),
        ({"missed": [on(1)]}, [Kind.MISSED]),
        ({"missed": [on(3)]}, []),
        # Marked late: the session was before, the mark came after.
        ({"missed": [on(4, hours=5)]}, [Kind.MISSED]),
        ({"short_nights": [on(1)]}, []),
        ({"short_nights": [on(1), on(4)]}, [Kind.SLEEP]),
        ({"short_nights": [on(1), on(8)]}, []),
        ({"short_nights": [on(3), on(4)]}, []),
        ({"without_medicine": [on(0), on(1)]}, [Kind.MEDICINE]),
        ({"without_medicine": [on(0)]}, []),
        ({"late_since": ago(days=5), "waits_on": TODAY}, [Kind.WAITS]),
        ({"quiet_from": TODAY - 3 * DAY}, [Kind.SILENT]),
        ({"quiet_from": TODAY - 2 * DAY}, []),
        # Four days: it came true yesterday. Five: the day before, after it was looked at. Nine: again today.
        ({"quiet_from": TODAY - 4 * DAY}, [Kind.SILENT]),
        ({"quiet_from": TODAY - 5 * DAY}, []),
        ({"quiet_from": TODAY - 9 * DAY}, [Kind.SILENT]),
        ({"quiet_from": TODAY + DAY}, []),
    ],
)
def test_a_rule_begins_where_it_says(facts: dict[str, Any], wanted: list[Kind]) -> None:
    assert kinds(**facts) == wanted


@pytest.mark.parametrize("name", [name for name in rules.NAMES if name != "waits_days"])
def test_each_threshold_is_what_the_rule_looks_at(name: str) -> None:
    facts = {
        "session_hours": {"session_at": NOW + 3 * HOUR, "news_at": NOW},
        "strong_from": {"cravings": [rated(1, 6)]},
        "rise": {"cravings": [rated(1, 7), rated(3, 5)]},
        "missed": {"missed": [on(0), on(1)]},
        "silent_days": {"quiet_from": TODAY - 2 * DAY},
        "short_nights": {"short_nights": [on(1)]},
        "medicine_days": {"without_medicine": [on(0)]},
    }[name]
    limit = {"session_hours": 3, "strong_from": 6, "rise": 2, "missed": 3, "silent_days": 2}.get(name, 1)
    before = rules.judge(replace(NOTHING, **facts), LIMITS)
    after = rules.judge(replace(NOTHING, **facts), replace(LIMITS, **{name: limit}))
    assert (before.tier == Tier.SAME) != (after.tier == Tier.SAME)


@pytest.mark.parametrize(
    ("facts", "tier"),
    [
        ({"alerts": [NOW], "uses": [on(1)]}, Tier.PERSON),
        ({"session_at": NOW + 2 * HOUR, "news_at": NOW}, Tier.SOON),
        ({"session_at": NOW + 2 * HOUR + timedelta(minutes=1), "news_at": NOW}, Tier.SAME),
        ({"session_at": NOW + HOUR}, Tier.SAME),
        ({"session_at": NOW - HOUR, "uses": [on(1)]}, Tier.SOON),
        ({"session_at": NOW + 9 * HOUR, "uses": [on(1)]}, Tier.CHANGED),
    ],
)
def test_the_first_that_fits_decides_the_tier(facts: dict[str, Any], tier: Tier) -> None:
    assert rules.judge(replace(NOTHING, **facts), LIMITS).tier == tier


def test_the_oldest_that_was_not_looked_at_counts() -> None:
    found = rules.judge(
        replace(NOTHING, uses=[on(0), on(1)], cravings=[rated(1.5, 9)], news_at=ago(hours=40)), LIMITS
    )
    assert found.oldest == ago(hours=40)


def test_the_order_is_tier_then_session_then_oldest_then_name() -> None:
    changed, later = Standing(Tier.CHANGED, oldest=NOW - DAY), Standing(Tier.CHANGED, oldest=NOW)
    rows = [
        (Standing(Tier.SAME), NOW, "Ann"),
        (Standing(Tier.SAME), NOW, "Abe"),
        (changed, None, "No session"),
        (later, NOW + HOUR, "Second"),
        (changed, NOW + HOUR, "First"),
        (Standing(Tier.PERSON, oldest=NOW), None, "Needs a person"),
    ]
    ordered = sorted(rows, key=lambda row: rules.order(*row))
    assert [name for *_, name in ordered] == ["Needs a person", "First", "Second", "No session", "Abe", "Ann"]


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([], Shares.NOTHING),
        (["check_in"] * 9, Shares.CHECK_INS),
        (["craving", "check_in"], Shares.LITTLE),
        (["craving", "check_in", "check_in"], None),
    ],
)
def test_silence_is_told_from_calm(found: list[str], wanted: Shares | None) -> None:
    assert rules.shares(found) == wanted


FRIDAY = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "days", "weekdays", "closed", "wanted"),
    [
        (NOW, 1, {0, 1, 2, 3, 4}, set(), NOW + DAY),
        (FRIDAY, 1, set(), set(), FRIDAY + 3 * DAY),
        (FRIDAY, 1, {0, 1, 2, 3, 4}, {date(2026, 11, 23)}, FRIDAY + 4 * DAY),
        (FRIDAY, 2, {5, 6}, set(), FRIDAY + 2 * DAY),
        # The clocks went back on November 1: it is the same time of the day.
        (
            datetime(2026, 10, 30, 21, 0, tzinfo=UTC),
            1,
            set(),
            set(),
            datetime(2026, 11, 2, 22, 0, tzinfo=UTC),
        ),
    ],
)
def test_a_work_day_later(
    at: datetime, days: int, weekdays: set[int], closed: set[date], wanted: datetime
) -> None:
    assert rules.work_days_later(at, days, weekdays, closed, "America/New_York") == wanted
