from __future__ import annotations

import pytest

from companion.records.worksheets import rules
from companion.records.worksheets.rules import Direction, Kind


@pytest.mark.parametrize(
    ("one", "direction", "order"),
    [
        ("b", Direction.UP, "bac"),
        ("b", Direction.DOWN, "acb"),
        ("a", Direction.UP, "abc"),
        ("c", Direction.DOWN, "abc"),
        ("a", Direction.DOWN, "bac"),
        ("c", Direction.UP, "acb"),
    ],
)
def test_a_reason_moves_one_place(one: str, direction: Direction, order: str) -> None:
    assert "".join(rules.moved("abc", one, direction)) == order


def test_a_worksheet_holds_the_answers_to_its_own_questions_and_no_others() -> None:
    assert rules.answered(Kind.REASON, {"words": "my kids", "who": "friend"}) == {"words": "my kids"}
    assert rules.answered(Kind.REFUSAL, {"words": "no thanks"}) == {"who": None, "words": "no thanks"}


def test_a_thought_is_asked_about_as_the_thought_record_of_cbt_does() -> None:
    asked = "situation thought feeling before evidence_for evidence_against fairer after"
    assert rules.QUESTIONS[Kind.THOUGHT] == tuple(asked.split())
