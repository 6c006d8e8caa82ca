"""When a client is reminded, as a table; the clock is theirs, also when it changes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from companion.records.reminders import rules
from companion.records.reminders.rules import Choices, Due, Facts, Kind

ZONE = "America/New_York"
SESSION = UUID(int=1)
ALL = frozenset(Kind)


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def due(choices: Choices, facts: Facts, at: str, sent: Any = (), taken: bool = False) -> list[str]:
    found = rules.due(choices, facts, here(at), ZONE, sent, is_day_taken=taken)
    return [one.subject for one in found]


AT_SIX = Facts(sessions=((SESSION, here("2026-11-18T18:00")),))
LEADS = Choices(frozenset({Kind.SESSION}), leads=(1440, 120, 30))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-17T17:59", []),
        ("2026-11-17T18:00", [f"{SESSION}:1440"]),
        ("2026-11-17T21:00", []),  # at night
        ("2026-11-18T07:59", []),
        ("2026-11-18T08:00", [f"{SESSION}:1440"]),  # what came due at night
        ("2026-11-18T16:00", [f"{SESSION}:120"]),
        ("2026-11-18T17:30", [f"{SESSION}:30"]),
        ("2026-11-18T18:00", []),  # it has begun
    ],
)
def test_a_session_is_said_before_it_begins_and_never_at_night(at: str, expected: list[str]) -> None:
    assert due(LEADS, AT_SIX, at) == expected


def test_a_shorter_lead_that_was_sent_brings_no_longer_one_back() -> None:
    sent = {(Kind.SESSION, f"{SESSION}:120")}
    assert due(LEADS, AT_SIX, "2026-11-18T16:05", sent) == []


def test_a_session_says_when_it_is_and_comes_beside_the_one_of_the_day() -> None:
    facts = Facts(AT_SIX.sessions, ((Kind.CHECK_IN, "2026-11-18"),))
    choices = Choices(ALL, leads=(120,), check_in_at=time(16))
    found = rules.due(choices, facts, here("2026-11-18T16:00"), ZONE, (), is_day_taken=False)
    assert found == [
        Due(Kind.SESSION, f"{SESSION}:120", here("2026-11-18T18:00")),
        Due(Kind.CHECK_IN, "2026-11-18"),
    ]


WAITING = Facts(waiting=tuple((kind, f"a {kind}") for kind in Kind if kind != Kind.SESSION))


@pytest.mark.parametrize(
    ("kinds", "at", "expected"),
    [
        (ALL, "2026-11-18T18:00", ["a message"]),
        (ALL - {Kind.MESSAGE}, "2026-11-18T18:00", ["a measure"]),
        (frozenset({Kind.CHECK_IN, Kind.PRACTICE}), "2026-11-18T18:00", ["a check_in"]),
        (frozenset({Kind.CHECK_IN, Kind.PRACTICE}), "2026-11-18T17:59", []),
        (frozenset({Kind.PRACTICE}), "2026-11-18T18:00", ["a practice"]),
        (ALL, "2026-11-18T09:00", ["a message"]),
        (frozenset(), "2026-11-18T18:00", []),
    ],
)
def test_one_a_day_and_the_most_pressing_first(kinds: frozenset[Kind], at: str, expected: list[str]) -> None:
    assert due(Choices(kinds), WAITING, at) == expected


def test_when_the_day_has_had_its_one_there_is_no_second() -> None:
    assert due(Choices(ALL), WAITING, "2026-11-18T18:00", taken=True) == []


def test_what_was_said_once_makes_room_for_what_waits_behind_it() -> None:
    sent = {(Kind.MESSAGE, "a message")}
    assert due(Choices(ALL), WAITING, "2026-11-18T18:00", sent) == ["a measure"]


def test_a_pause_is_silent_to_its_last_second() -> None:
    until = here("2026-11-18T18:00")
    choices = Choices(ALL, leads=(120,), paused_until=until)
    assert due(choices, WAITING, "2026-11-18T17:59") == []
    assert due(choices, WAITING, "2026-11-18T18:00") == ["a message"]


@pytest.mark.parametrize(
    "day", ["2026-03-07", "2026-03-08", "2026-03-09", "2026-10-31", "2026-11-01", "2026-11-02"]
)
def test_the_night_is_by_the_clients_clock_on_days_when_it_changes(day: str) -> None:
    hours = [here(f"{day}T00:00") + timedelta(minutes=30 * step) for step in range(46)]
    for at in hours:
        local = at.astimezone(ZoneInfo(ZONE)).time()
        assert rules.is_quiet(at, ZONE) is (local < time(8) or local >= time(21))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(555) 010-0142", "+15550100142"),
        ("1 555 010 0142", "+15550100142"),
        ("+52 55 1234 5678", "+525512345678"),
        ("988", None),
        ("", None),
        ("+1234567", None),
        ("+1234567890123456", None),
    ],
)
def test_a_number_is_written_as_gateways_want_it(text: str, number: str | None) -> None:
    assert rules.normalize_phone(text) == number


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        *((text, True) for text in ("STOP", " stop. ", "Alto", "parar", "UNSUBSCRIBE")),
        *((text, False) for text in ("stop it please", "START", "")),
    ],
)
def test_a_word_that_ends_texts_ends_them(text: str, ends: bool) -> None:
    assert rules.says_stop(text) is ends
