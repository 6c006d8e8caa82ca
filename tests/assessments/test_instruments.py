"""The instruments as data: their words are fixed, and nothing of them is ours to change."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from companion.records.assessments import library, rules, wording

# A change of a file that was handed out would change what old answers were given to: new words are a
# new file. These are the digests of the instruments as they came from their source.
DIGESTS = {
    "audit_c-1": "64a7c90f05437db2838c263b56ab04dd1f247cfccdad08e5a45fa3b7f7dd4c0b",
    "bam_iop-1": "999d265072f938876bdd432e5a19f68c6503c242681874adab005f4ccdd60aa6",
    "gad7-1": "a8b79ed038a69bacea29eb88349c4304f9c85d5a9fddc40d4b2d8bcc8de3dd18",
    "phq2-1": "f60bd14d4ff7616a52626c9b98d89e2c350ce3057cf23458f1456a1be241a0d9",
    "phq9-1": "22aa9673684ff8f2bb03e0dcda9d68d8f1d6cb7d9e4f6dcc0ddebb47cba4f4fb",
}


@pytest.mark.parametrize("path", sorted(library.CONTENT.glob("*.json")), ids=lambda path: path.stem)
def test_the_words_of_an_instrument_never_change(path: Path) -> None:
    content = json.loads(path.read_text())["instrument"]
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    assert hashlib.sha256(plain).hexdigest() == DIGESTS[path.stem]


def test_each_has_its_licence_line() -> None:
    lines = {one.key: one.licence for one in library.instruments()}
    permission = "No permission required to reproduce, translate, display or distribute."
    assert all(lines[key].endswith(permission) for key in ("phq9", "gad7", "phq2"))
    assert lines["bam_iop"].startswith("Cacciola JS")
    assert "WHO" in lines["audit_c"]


def test_none_claims_a_language_in_which_no_official_words_are_known() -> None:
    assert {one.language for one in library.instruments()} == {"en"}


def test_the_wording_without_the_unkind_word_is_the_one_that_is_asked() -> None:
    """Both are the VA's own text for item 9."""
    asked = library.newest("bam_iop").item("9")
    assert asked
    assert asked.text == "How confident are you that you will NOT use alcohol and drugs in the next 7 days?"


def test_every_instrument_scale_and_band_has_plain_words() -> None:
    for instrument in library.instruments():
        assert instrument.key in wording.TITLES
        assert instrument.key in rules.OFFERED
        assert rules.usual_rhythm(instrument.key) in rules.OFFERED[instrument.key]
        for scale in instrument.scales:
            assert {scale.key} <= set(wording.SCALES) & set(wording.MEANINGS) & set(wording.STAFF_SCALES)
            assert {line.group for line in scale.lines} <= set(wording.GROUPS)
            for band in scale.bands:
                assert band.label in wording.BANDS


def test_what_is_better_when_higher_agrees_with_the_scales() -> None:
    for instrument in library.instruments():
        for scale in instrument.scales:
            assert {item in instrument.higher_is_better for item in scale.items} == {scale.is_higher_better}
    assert "17" in library.newest("bam_iop").higher_is_better


def test_the_usual_rhythm_is_weekly_or_every_two_weeks() -> None:
    usual = {one.key: rules.usual_rhythm(one.key).value for one in library.instruments()}
    assert usual == {
        "bam_iop": "1_week",
        "phq9": "2_weeks",
        "gad7": "2_weeks",
        "phq2": "never",
        "audit_c": "never",
    }
