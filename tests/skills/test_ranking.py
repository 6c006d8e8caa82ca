"""What has helped this client: the formula by hand, and what it must never do."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.records.skills import rules
from companion.records.skills.rules import Pair, Reason
from tests.cast import NOW

SHELF = ("paced_breath", "urge_surf", "call_support", "halt", "pmr", "waiting")


def pair(key: str, before: int, after: int, days: float = 0) -> Pair:
    return Pair(key, before, after, NOW - timedelta(days=days))


# By hand: with fewer than five pairs m is 1.5, so the prior adds 3 * 1.5 = 4.5 over a weight of 3.
@pytest.mark.parametrize(
    ("pairs", "key", "lower", "rated", "score"),
    [
        ([pair("halt", 8, 2)], "halt", 1, 1, (6 + 4.5) / 4),
        ([pair("halt", 8, 2), pair("halt", 6, 5)], "halt", 1, 2, (7 + 4.5) / 5),
        ([pair("halt", 8, 2, days=60)], "halt", 1, 1, (3 + 4.5) / 3.5),
        ([pair("halt", 8, 2, days=120), pair("halt", 5, 5)], "halt", 1, 2, (1.5 + 4.5) / 4.25),
        ([pair("halt", 3, 7), pair("halt", 3, 3)], "halt", 0, 2, (-4 + 4.5) / 5),
        ([pair("halt", 7, 5), pair("halt", 7, 6)], "halt", 1, 2, (3 + 4.5) / 5),
        # Five pairs: m is the client's own, (2 + 2 + 2 + 6 + 3) / 5 = 3.
        (
            [*[pair("pmr", 5, 3)] * 3, pair("halt", 8, 2), pair("halt", 5, 2)],
            "halt",
            2,
            2,
            (9 + 9) / 5,
        ),
        ([*[pair("pmr", 5, 3)] * 3, pair("halt", 8, 2), pair("halt", 5, 2)], "pmr", 3, 3, (6 + 9) / 6),
    ],
)
def test_a_score_is_what_the_formula_says(
    pairs: list[Pair], key: str, lower: int, rated: int, score: float
) -> None:
    found = rules.records(pairs, NOW)[key]
    assert (found.lower, found.rated) == (lower, rated)
    assert found.score == pytest.approx(score)


def test_a_time_ahead_weighs_no_more_than_now() -> None:
    assert rules.weight(NOW + timedelta(days=400), NOW) == 1


PAIRS = st.lists(
    st.builds(
        pair,
        st.sampled_from(SHELF),
        st.integers(0, 10),
        st.integers(0, 10),
        st.floats(0, 3000, allow_nan=False),
    ),
    max_size=30,
)


@given(PAIRS, st.integers(0, 10), st.integers(0, 10))
def test_another_pair_never_moves_another_skills_own_mean(pairs: list[Pair], before: int, after: int) -> None:
    earlier = rules.records(pairs, NOW)
    later = rules.records([*pairs, pair("halt", before, after)], NOW)
    for key in set(earlier) - {"halt"}:
        assert later[key].mean == earlier[key].mean
        assert (later[key].lower, later[key].rated) == (earlier[key].lower, earlier[key].rated)


@given(PAIRS)
def test_a_score_lies_between_the_own_mean_and_the_usual_one(pairs: list[Pair]) -> None:
    usual = rules.mean_drop(pairs, NOW) if len(pairs) >= rules.OWN_MEAN_FROM else rules.PRIOR_MEAN
    for found in rules.records(pairs, NOW).values():
        low, high = sorted((found.mean, usual))
        assert low - 1e-9 <= found.score <= high + 1e-9


BOTH = [pair("halt", 8, 2), pair("halt", 7, 3), pair("pmr", 6, 5), pair("pmr", 6, 6)]
TRIED = {"halt": NOW, "pmr": NOW - timedelta(days=2), "paced_breath": NOW - timedelta(days=9)}


@pytest.mark.parametrize(
    ("pairs", "choices", "wanted"),
    [
        ([], {}, [("paced_breath", "first"), ("urge_surf", "first"), ("call_support", "new")]),
        (
            [],
            {"picks": ["pmr"]},
            [("pmr", "team"), ("paced_breath", "first"), ("urge_surf", "new")],
        ),
        (BOTH, {}, [("halt", "own"), ("pmr", "own"), ("urge_surf", "new")]),
        (BOTH, {"picks": ["waiting"]}, [("halt", "own"), ("waiting", "team"), ("urge_surf", "new")]),
        (BOTH, {"picks": ["halt"]}, [("halt", "own"), ("pmr", "own"), ("urge_surf", "new")]),
        (BOTH, {"pinned": ["waiting"]}, [("waiting", "pinned"), ("halt", "own"), ("urge_surf", "new")]),
        (
            BOTH,
            {"hidden": ["halt", "urge_surf"]},
            [("pmr", "own"), ("paced_breath", "first"), ("call_support", "new")],
        ),
        (
            [pair("halt", 9, 0)],
            {},
            [("paced_breath", "first"), ("urge_surf", "first"), ("call_support", "new")],
        ),
    ],
)
def test_three_are_offered_each_for_its_reason(
    pairs: list[Pair], choices: dict[str, list[str]], wanted: list[tuple[str, str]]
) -> None:
    tried = TRIED if pairs is BOTH else {}
    found = rules.offers(rules.records(pairs, NOW), SHELF, **choices, last_tried=tried)
    assert [(key, str(reason)) for key, reason in found] == wanted


def test_what_was_tried_the_longest_ago_comes_third_once_all_were_tried() -> None:
    tried = {key: NOW - timedelta(days=days) for days, key in enumerate(SHELF)}
    found = rules.offers(rules.records(BOTH, NOW), SHELF, last_tried=tried)
    assert found[2] == ("waiting", Reason.AGAIN)


@given(
    PAIRS, st.sets(st.sampled_from(SHELF)), st.sets(st.sampled_from(SHELF)), st.lists(st.sampled_from(SHELF))
)
def test_what_is_hidden_is_never_offered_and_nothing_twice(
    pairs: list[Pair], hidden: set[str], pinned: set[str], picks: list[str]
) -> None:
    known = rules.records(pairs, NOW)
    tried: dict[str, datetime] = {}
    found = rules.offers(known, SHELF, hidden=hidden, pinned=pinned - hidden, picks=picks, last_tried=tried)
    keys = [key for key, _ in found]
    assert not set(keys) & hidden
    assert len(keys) == len(set(keys)) == min(3, len(SHELF) - len(hidden))
    assert all(known[key].rated >= 2 for key, reason in found if reason is Reason.OWN)
