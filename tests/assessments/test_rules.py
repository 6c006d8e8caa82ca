from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from companion.records.assessments import library, rules
from companion.records.assessments.rules import Rhythm
from tests.cast import NOW

BAM = library.newest("bam_iop")
DRUGS = ["7A", "7B", "7C", "7D", "7E", "7F", "7G"]
Answers = dict[str, int | None]


def hidden(key: str, answers: Answers) -> list[str]:
    items = library.newest(key).items
    asked = rules.asked(items, answers)
    return [item.id for item in items if item not in asked]


@pytest.mark.parametrize(
    ("key", "answers", "expected"),
    [
        ("bam_iop", {}, []),
        ("bam_iop", {"4": 0}, ["5"]),
        ("bam_iop", {"4": 1}, []),
        ("bam_iop", {"4": None}, []),
        ("bam_iop", {"6": 0}, DRUGS),
        ("bam_iop", {"4": 0, "6": 0}, ["5", *DRUGS]),
        ("bam_iop", {"6": 2}, []),
        ("bam_iop", {"6": None}, []),
        ("audit_c", {"1": 0}, ["2", "3"]),
        ("audit_c", {"1": 1}, []),
        ("phq9", {}, ["10"]),
        ("phq9", {"1": 0, "9": 0}, ["10"]),
        ("phq9", {"1": None}, ["10"]),
        ("phq9", {"1": 1}, []),
        ("phq9", {"9": 3}, []),
    ],
)
def test_a_question_is_skipped_by_its_rule_and_by_nothing_else(
    key: str, answers: Answers, expected: list[str]
) -> None:
    assert hidden(key, answers) == expected


def test_what_a_rule_skips_counts_as_the_rule_says_and_is_marked() -> None:
    answers: Answers = {"4": 0, "5": 3, "6": None, "7A": 2, "8": None}
    values, skipped = rules.settled(BAM.items, answers)
    assert (values["4"], values["5"], values["6"], values["7A"], values["8"]) == (0, 0, None, 2, None)
    assert values["1"] is None
    assert skipped == ["5"]
    values, skipped = rules.settled(library.newest("phq9").items, {"1": 0})
    assert "10" not in values
    assert skipped == ["10"]


@pytest.mark.parametrize(
    ("answers", "doubted"),
    [
        ({"4": 2, "5": 2}, []),
        ({"4": 2, "5": 3}, ["5"]),
        ({"4": None, "5": 3}, []),
        ({"5": 3}, []),
        ({"4": 2, "5": None}, []),
        ({"6": 1, "7A": 1, "7G": 2}, ["7G"]),
        ({"6": 1} | dict.fromkeys(DRUGS, 4), DRUGS),
    ],
)
def test_soft_checks_warn_of_what_cannot_be(answers: Answers, doubted: list[str]) -> None:
    assert [check.item for check in rules.warnings(BAM.checks, answers)] == doubted


@pytest.mark.parametrize(
    ("before", "after", "is_higher_better", "is_worse"),
    [
        (0, 2, False, True),
        (0, 1, False, False),
        (2, 0, False, False),
        (4, 2, True, True),
        (4, 3, True, False),
        (0, 4, True, False),
        (None, 4, False, False),
        (4, None, True, False),
        (None, None, False, False),
    ],
)
def test_an_item_is_worse_by_two_in_its_own_direction(
    before: int | None, after: int | None, is_higher_better: bool, is_worse: bool
) -> None:
    assert rules.is_worse(before, after, is_higher_better=is_higher_better) is is_worse


FIRST, LAST = date(2026, 10, 19), date(2026, 11, 11)


@pytest.mark.parametrize(
    ("rhythm", "last_on", "next_on"),
    [
        (Rhythm.NEVER, None, None),
        (Rhythm.NEVER, LAST, None),
        (Rhythm.ONCE, None, FIRST),
        (Rhythm.ONCE, LAST, None),
        (Rhythm.WEEKLY, None, FIRST),
        (Rhythm.WEEKLY, LAST, date(2026, 11, 18)),
        (Rhythm.TWO_WEEKS, LAST, date(2026, 11, 25)),
        (Rhythm.FOUR_WEEKS, LAST, date(2026, 12, 9)),
    ],
)
def test_an_instrument_is_due_by_its_rhythm(
    rhythm: Rhythm, last_on: date | None, next_on: date | None
) -> None:
    assert rules.next_on(rhythm, last_on, FIRST) == next_on


def test_the_phq_is_not_offered_more_often_than_every_two_weeks() -> None:
    assert Rhythm.WEEKLY in rules.OFFERED["bam_iop"]
    assert all(Rhythm.WEEKLY not in rules.OFFERED[key] for key in ("phq9", "gad7", "phq2", "audit_c"))


def test_the_next_open_question_comes_after_the_one_just_answered() -> None:
    answers: Answers = {"1": 0, "2": None, "4": 0}
    item = BAM.item

    def following(after: str | None) -> str | None:
        found = rules.next_open(BAM.items, answers, item(after) if after else None)
        return found.id if found else None

    assert following(None) == "3"
    assert following("4") == "6"
    assert following("17") == "3"
    answers |= {one.id: None for one in BAM.items}
    assert following("17") is None


def ago(**past: int) -> datetime:
    return NOW - timedelta(**past)


def test_a_draft_can_be_gone_on_with_for_three_days() -> None:
    assert rules.can_resume(ago(days=3), NOW)
    assert not rules.can_resume(ago(days=3, minutes=1), NOW)


def test_the_grid_holds_six_weeks_and_six_times_at_least() -> None:
    assert rules.in_grid(5, ago(weeks=40), NOW)
    assert not rules.in_grid(6, ago(weeks=6, minutes=1), NOW)
    assert rules.in_grid(9, ago(weeks=6), NOW)
