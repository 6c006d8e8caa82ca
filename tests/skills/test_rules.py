from __future__ import annotations

from companion.records.skills import library


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
