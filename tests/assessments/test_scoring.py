"""Every test vector of the instruments, and what the vectors leave open."""

from __future__ import annotations

import json
from typing import Any

import pytest

from companion.records.assessments import library, rules, scoring
from companion.records.assessments.library import Instrument

Case = tuple[str, dict[str, Any]]


def cases() -> list[Case]:
    found = []
    for instrument in library.instruments():
        path = library.CONTENT / f"{instrument.key}-{instrument.version}.json"
        vectors = json.loads(path.read_text())["instrument"]["test_vectors"]
        found += [(instrument.key, vector) for vector in vectors]
    return found


def answers_of(instrument: Instrument, vector: dict[str, Any]) -> dict[str, int | None]:
    """As a client would leave them: by question, and what the vector has as null is not answered."""
    given = vector["answers"]
    if isinstance(given, dict):
        return given
    ids = [item.id for item in instrument.items]
    return {name: value for name, value in zip(ids, given, strict=False) if value is not None}


def scored(key: str, answers: dict[str, int | None]) -> dict[str, Any]:
    """Everything that a vector may expect."""
    instrument = library.newest(key)
    values, _ = rules.settled(instrument.items, answers)
    numbers = {scale.key: scoring.number_of(scale, values) for scale in instrument.scales}
    total, scale = numbers.get("total"), instrument.scales[0]
    band = scale.band_of(total)
    safety = instrument.safety and instrument.safety[1].is_met(values.get(instrument.safety[0]))
    flags = [one.key for one in instrument.scales if one.lines_met(numbers[one.key])]
    return {
        **numbers,
        "score": total,
        "band": band.key if band else None,
        "safety": safety,
        "flags": flags,
        "positive": scale.lines[0].is_met(total),
    }


def test_there_are_thirty_three_vectors() -> None:
    assert len(cases()) == 33


@pytest.mark.parametrize(
    ("key", "vector"), cases(), ids=[f"{key} {vector['answers']}" for key, vector in cases()]
)
def test_a_vector_comes_out_as_it_should(key: str, vector: dict[str, Any]) -> None:
    found = scored(key, answers_of(library.newest(key), vector))
    assert {name: found[name] for name in vector["expect"]} == vector["expect"]


def test_the_three_numbers_of_the_bam_have_no_sum() -> None:
    instrument = library.newest("bam_iop")
    assert [scale.key for scale in instrument.scales] == ["use", "risk", "protective"]
    scored_items = [item for scale in instrument.scales for item in scale.items]
    assert len(scored_items) == len(set(scored_items)) == 15
    assert not set(scored_items) & {"7A", "7B", "7C", "7D", "7E", "7F", "7G", "17"}
    assert not any(scale.bands for scale in instrument.scales)


@pytest.mark.parametrize("key", [one.key for one in library.instruments()])
def test_no_answers_are_no_number_and_not_zero(key: str) -> None:
    instrument = library.newest(key)
    nothing: dict[str, int | None] = dict.fromkeys(item.id for item in instrument.items)
    for answers in ({}, nothing):
        values, _ = rules.settled(instrument.items, answers)
        assert {scoring.number_of(scale, values) for scale in instrument.scales} == {None}
        assert not instrument.is_urgent(values)


@pytest.mark.parametrize("missing", [str(number) for number in range(1, 8)])
def test_any_missing_answer_of_the_gad_leaves_no_number(missing: str) -> None:
    answers: dict[str, int | None] = {str(number): 1 for number in range(1, 8)} | {missing: None}
    assert scored("gad7", answers)["score"] is None


@pytest.mark.parametrize(
    ("known", "missing", "number"),
    # T + S*T/(9-S), halves up: 4.5 is 5, 10.125 is 10, 14.142.. is 14, 23.14.. is 23.
    [([4], 1, 5), ([9], 1, 10), ([11], 2, 14), ([18], 2, 23), ([0], 2, 0)],
)
def test_one_or_two_missing_answers_of_the_phq_count_as_the_mean(
    known: list[int], missing: int, number: int
) -> None:
    total, places = known[0], 9 - missing
    spread = [total // places + (place < total % places) for place in range(places)]
    answers: dict[str, int | None] = {str(place + 1): value for place, value in enumerate(spread)}
    assert scored("phq9", answers)["score"] == number


def test_an_open_item_nine_is_not_a_zero() -> None:
    phq = library.newest("phq9")
    assert not phq.is_urgent({"9": None})
    assert not phq.is_urgent({"9": 0})
    assert not phq.is_urgent({})
    assert all(phq.is_urgent({"9": value}) for value in (1, 2, 3))
    assert scored("phq9", {str(one): 0 for one in range(1, 9)})["safety"] is None


@pytest.mark.parametrize(
    ("key", "scale", "number", "groups"),
    [
        ("audit_c", "total", 2, []),
        ("audit_c", "total", 3, ["women"]),
        ("audit_c", "total", 4, ["men", "women"]),
        ("audit_c", "total", 5, ["men", "women", ""]),
        ("phq9", "total", 9, []),
        ("phq9", "total", 10, [""]),
        ("gad7", "total", 10, [""]),
        ("phq2", "total", 3, [""]),
        ("bam_iop", "use", 1, [""]),
        ("bam_iop", "risk", 11, []),
        ("bam_iop", "risk", 12, [""]),
        ("bam_iop", "protective", 13, []),
        ("bam_iop", "protective", 12, [""]),
        ("bam_iop", "protective", None, []),
    ],
)
def test_the_lines_are_where_the_source_has_them(
    key: str, scale: str, number: int | None, groups: list[str]
) -> None:
    found = next(one for one in library.newest(key).scales if one.key == scale)
    assert [line.group for line in found.lines_met(number)] == groups
