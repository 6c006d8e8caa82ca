from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.overviews.letters import wording
from companion.records.letters import rules
from companion.records.letters.rules import Facts, State

AT = datetime(2026, 11, 18, tzinfo=UTC)


@given(st.integers(0, 2**80 - 1))
def test_a_code_is_read_back_however_it_is_typed(number: int) -> None:
    code = rules.spelled(number)
    assert len(code) == 16
    shown = rules.in_groups(code)
    alike = shown.replace("0", "O").replace("1", "l")
    for typed in (
        code,
        shown,
        shown.lower(),
        f"  {shown.replace('-', ' ')} ",
        alike,
        alike.replace("l", "I"),
    ):
        assert rules.read_code(typed) == code


def test_each_number_has_its_own_code() -> None:
    assert rules.spelled(0) == "0" * 16
    assert rules.spelled(2**80 - 1) == "Z" * 16
    assert rules.in_groups(rules.spelled(32**15 + 31)) == "1000-0000-0000-000Z"


@pytest.mark.parametrize(
    "typed", ["", "0", "0" * 15, "0" * 17, "U" * 16, "٠" * 16, "0000-0000-0000-000!", "é" * 16]
)
def test_what_no_letter_has_is_no_code(typed: str) -> None:
    assert rules.read_code(typed) is None


def test_facts_are_read_as_they_were_written() -> None:
    days = ((date(2026, 11, 2), 180), (date(2026, 11, 4), 165))
    facts = Facts("Maple House", "Rosa Ñ", date(2026, 11, 1), date(2026, 11, 9), days, "en")
    signed = facts.signed("Cora", date(2026, 11, 18))
    assert [rules.read(one.written) for one in (facts, signed)] == [facts, signed]
    assert signed.minutes == 345
    assert facts.digest != signed.digest


@pytest.mark.parametrize(
    ("signed", "declined", "revoked", "state"),
    [
        (None, None, None, State.WAITING),
        (AT, None, None, State.SIGNED),
        (None, AT, None, State.DECLINED),
        (None, None, AT, State.TAKEN_BACK),
        (AT, None, AT, State.TAKEN_BACK),
    ],
)
def test_how_a_letter_stands(
    signed: datetime | None, declined: datetime | None, revoked: datetime | None, state: State
) -> None:
    assert rules.state(signed, declined, revoked) == state


def test_every_kind_and_state_has_words() -> None:
    assert set(wording.KINDS) == set(rules.Kind)
    assert set(wording.STATES) == set(State)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (50, "50 min"), (60, "1 h"), (165, "2 h 45 min"), (600, "10 h")]
)
def test_time_is_said_in_hours_and_minutes(context: object, minutes: int, words: str) -> None:
    assert wording.hours(minutes) == words
