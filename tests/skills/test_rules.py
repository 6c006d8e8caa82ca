from __future__ import annotations

from companion.records.skills import library, rules

PAIRS = [
    ("halt", 8, 2),
    ("halt", 6, 4),
    ("pmr", 9, 1),
    ("play_tape", 5, 6),
    ("play_tape", 5, 5),
    ("four_ds", 6, 5),
    ("four_ds", 6, 5),
]


def test_a_record_counts_only_what_was_lower_after() -> None:
    known = rules.records(PAIRS)
    assert known["halt"] == rules.Record(lower=2, rated=2, mean_drop=4.0)
    assert known["play_tape"] == rules.Record(lower=0, rated=2, mean_drop=-0.5)


def test_what_lowered_urges_most_comes_first_and_one_pair_is_too_few() -> None:
    assert rules.first_three(rules.records(PAIRS)) == ["halt", "four_ds", "paced_breath"]


def test_a_new_client_gets_three_good_ones_to_begin_with() -> None:
    assert rules.first_three({}) == ["paced_breath", "urge_surf", "call_support"]


def test_the_library_holds_every_content_file_in_both_languages() -> None:
    assert {one.key for one in library.skills()} == {path.stem for path in library.CONTENT.glob("*.toml")}
    assert len(library.skills()) == 16
    for one in library.skills():
        english, spanish = one.said_in("en"), one.said_in("es")
        assert len(english.steps) == len(spanish.steps) >= 3
        assert bool(english.caution) == bool(spanish.caution)
        assert english.summary != spanish.summary


def test_cold_water_warns_of_what_it_can_do() -> None:
    skill = library.skill("tipp_cold")
    assert skill
    assert "heart" in skill.said_in("en").caution
    assert "corazón" in skill.said_in("es").caution
