from __future__ import annotations

import pytest

from companion.overviews.library import rules
from companion.records.skills import library


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (None, []),
        ("", []),
        (" \n\n ", []),
        ("Breathe.", ["Breathe."]),
        ("Breathe.\n\n  Wait. \nGo on.", ["Breathe.", "Wait.", "Go on."]),
    ],
)
def test_a_step_is_a_line_that_holds_something(text: str | None, steps: list[str]) -> None:
    assert rules.steps_of(text) == steps


@pytest.mark.parametrize(
    ("steps", "fit"),
    [(["a"], True), (["a"] * 5, True), (["a"] * 6, False), (["a" * 100], True), (["a" * 101], False)],
)
def test_at_most_five_short_steps(steps: list[str], fit: bool) -> None:
    assert rules.are_steps_fit(steps) is fit


@pytest.mark.parametrize(
    ("least", "tags", "fits"),
    [
        (1, ["under_2_minutes"], True),
        (2, ["under_2_minutes"], False),
        (2, ["quiet"], True),
        (60, [], True),
    ],
)
def test_under_two_minutes_is_meant(least: int, tags: list[str], fits: bool) -> None:
    assert rules.fits_tags(least, tags) is fits


def test_what_comes_with_the_app_keeps_the_rules_that_a_program_has_to_keep() -> None:
    for skill in library.skills():
        assert rules.fits_tags(skill.minutes[0], list(skill.tags))
        assert skill.minutes[1] <= rules.LONGEST_MINUTES
        for language in ("en", "es"):
            words = skill.said_in(language)
            assert rules.are_steps_fit(list(words.steps))
            assert len(words.title) <= rules.TITLE and len(words.caution) <= rules.CAUTION
            assert max(len(words.summary), len(words.when), len(words.ending)) <= rules.LINE


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("Sit by a window", set(), "our_sit_by_a_window"),
        ("Sit by a window!", {"our_sit_by_a_window"}, "our_sit_by_a_window_2"),
        ("Sit", {"our_sit", "our_sit_2"}, "our_sit_3"),
        ("Café, 5 × más", set(), "our_cafe_5_mas"),
        ("窓", set(), "our_skill"),
        ("halt", {"halt"}, "our_halt"),
        ("a " * 40, set(), "our_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a"),
    ],
)
def test_a_skill_of_the_programs_own_is_called_after_its_title(title: str, taken: set[str], key: str) -> None:
    assert library.own_key(title, taken) == key
    assert len(key) <= 40


def test_no_key_of_ours_can_meet_one_of_a_program() -> None:
    assert not [key for key in library.ORDER if key.startswith(library.OWN_PREFIX)]


def test_a_content_file_in_a_later_version_keeps_the_earlier_ones() -> None:
    """Old practice is shown in the words that it was done in."""
    for skill in library.skills():
        for version in range(1, skill.version):
            assert library.skill_as(skill.key, version), f"earlier/{skill.key}.{version}.toml is missing"
