from __future__ import annotations

from datetime import date

import pytest

from companion.records.cravings import rules as cravings
from companion.records.plan import rules, wording
from companion.records.plan.rules import About, Direction, Part, Risk, Stage, Step


def test_every_trigger_of_the_list_has_exactly_one_of_the_eight_kinds() -> None:
    assert len(Risk) == 8
    assert set(rules.OUTSIDE).isdisjoint(rules.INSIDE)
    assert set(rules.TRIGGERS) == set(wording.TRIGGERS)
    assert all(kind in set(Risk) for kind in rules.TRIGGERS.values())


def test_the_chips_that_everyone_has_are_all_in_the_taxonomy() -> None:
    """ "Something else" names no trigger."""
    assert set(cravings.TRIGGERS) - {"other"} <= set(rules.TRIGGERS)


@pytest.mark.parametrize(
    ("topic", "chosen", "kind"),
    [
        ("people", "", Risk.PRESSURE),
        ("payday", "", Risk.URGE),
        ("argument", "", Risk.CONFLICT),
        ("lonely", "", Risk.HARD_FEELING),
        ("pain", "", Risk.BODY),
        ("excited", "", Risk.GOOD_FEELING),
        ("celebrating", "", Risk.GOOD_TIME),
        # What the list names cannot be moved to another kind.
        ("people", "testing", Risk.PRESSURE),
        ("", "testing", Risk.TESTING),
        ("", "good_time", Risk.GOOD_TIME),
        ("", "", None),
    ],
)
def test_the_kind_of_a_trigger(topic: str, chosen: str, kind: Risk | None) -> None:
    assert rules.risk(topic, chosen) == kind


def test_own_words_can_be_of_each_kind_and_the_counselor_has_words_for_each() -> None:
    assert list(wording.RISK_CHOICES) == list(wording.RISKS) == list(Risk)


def test_there_are_twelve_warning_signs_half_of_them_early() -> None:
    stages = list(rules.SIGNS.values())
    assert len(stages) == 12
    assert stages.count(Stage.FEELINGS) == stages.count(Stage.THOUGHTS) == 6
    assert list(wording.SIGNS) == list(rules.SIGNS)


def test_the_safety_plan_has_six_headings_of_our_own() -> None:
    assert [str(wording.STEPS[step].title) for step in Step] == [
        "Signs I notice",
        "Things I can do",
        "Places and people",
        "People I can ask",
        "Professionals",
        "Making it safer",
    ]


def test_every_part_and_every_subject_has_words() -> None:
    assert set(wording.PARTS) == set(Part)
    assert set(wording.SUBJECTS) == {*About, *Part} == set(rules.SUBJECTS)


@pytest.mark.parametrize(
    ("moving", "direction", "order"),
    [("A", "up", "ABC"), ("B", "up", "BAC"), ("C", "up", "ACB"), ("A", "down", "BAC"), ("C", "down", "ABC")],
)
def test_a_line_moves_one_place(moving: str, direction: str, order: str) -> None:
    assert rules.moved("ABC", moving, Direction(direction)) == list(order)


def test_a_move_steps_over_what_is_not_listed() -> None:
    assert rules.moved("ABC", "C", Direction.UP, unlisted="B") == list("CBA")


@pytest.mark.parametrize(
    ("answer", "lines"),
    [("", []), ("\n \n", []), ("One", ["One"]), (" One \n\n Two\n", ["One", "Two"])],
)
def test_each_line_of_an_answer_is_one_thing(answer: str, lines: list[str]) -> None:
    assert rules.lines_in(answer) == lines


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 11, 16), date(2026, 11, 16)),
        (date(2026, 11, 22), date(2026, 11, 16)),
        # The first ISO week of 2026 begins in 2025.
        (date(2026, 1, 1), date(2025, 12, 29)),
    ],
)
def test_a_week_begins_on_monday(day: date, monday: date) -> None:
    assert rules.monday_of(day) == monday
    assert monday.isocalendar()[:2] == day.isocalendar()[:2]


def test_the_questions_follow_each_other_and_end() -> None:
    asked, step = [Step.SIGNS], rules.following(Step.SIGNS)
    while step:
        asked.append(step)
        step = rules.following(step)
    assert asked == list(Step)
