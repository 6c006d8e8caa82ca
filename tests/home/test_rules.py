from __future__ import annotations

from datetime import date, timedelta

import pytest

from companion.records.home import rules, wording
from companion.records.home.rules import NOT_SAID, Question, Reason
from companion.records.tasks import wording as task_wording

TODAY, SESSION = date(2026, 11, 18), date(2026, 11, 20)
FINE = {"using": "no", "kept": "no", "safe": "yes", "support": "yes", "living": "yes", "private": "yes"}


@pytest.mark.parametrize(
    ("said", "reasons", "due_on"),
    [
        ({}, None, None),
        (
            {"using": "sometimes", "kept": "yes", "support": "no", "living": "not_sure", "private": "no"},
            None,
            None,
        ),
        (dict.fromkeys(FINE, NOT_SAID), None, None),
        ({"support": "alone"}, None, None),
        ({"safe": "no"}, (Reason.NOT_SAFE,), TODAY),
        ({"safe": "not_always"}, (Reason.NOT_ALWAYS_SAFE,), TODAY),
        ({"using": "most_days"}, (Reason.USE_AROUND,), SESSION),
        ({"living": "no"}, (Reason.NO_PLACE,), SESSION),
        ({"using": "most_days", "living": "no"}, (Reason.USE_AROUND, Reason.NO_PLACE), SESSION),
        ({"safe": "no", "living": "no"}, (Reason.NOT_SAFE, Reason.NO_PLACE), TODAY),
    ],
)
def test_a_worrying_answer_asks_for_a_review_in_time(
    said: dict[str, str], reasons: tuple[Reason, ...] | None, due_on: date | None
) -> None:
    review = rules.review(FINE | said, today=TODAY, next_session_on=SESSION)
    assert (review and review.reasons, review and review.due_on) == (reasons, due_on)


def test_without_a_session_the_review_is_within_a_week() -> None:
    review = rules.review({"living": "no"}, today=TODAY, next_session_on=None)
    assert review
    assert review.due_on == TODAY + timedelta(days=7)


def test_no_answers_ask_for_nothing() -> None:
    assert rules.review({}, today=TODAY, next_session_on=SESSION) is None
    assert not rules.is_urgent({})


@pytest.mark.parametrize(
    ("question", "before", "after", "is_worse"),
    [
        (Question.USING, "no", "sometimes", True),
        (Question.USING, "most_days", "no", False),
        (Question.KEPT, "locked", "yes", True),
        (Question.SAFE, "yes", "not_always", True),
        (Question.SAFE, "no", "not_always", False),
        (Question.SUPPORT, "yes", "alone", False),
        (Question.SUPPORT, "alone", "no", False),
        (Question.LIVING, "yes", NOT_SAID, False),
        (Question.LIVING, None, "no", False),
        (Question.PRIVATE, "sometimes", "sometimes", False),
    ],
)
def test_worse_than_last_time_is_told_apart(
    question: Question, before: str | None, after: str | None, is_worse: bool
) -> None:
    assert rules.is_worse(question, before, after) is is_worse


@pytest.mark.parametrize(("days", "is_due"), [(0, False), (13, False), (14, True), (40, True)])
def test_it_is_due_every_two_weeks(days: int, is_due: bool) -> None:
    assert rules.is_due(TODAY, TODAY + timedelta(days=days)) is is_due
    assert rules.is_due(None, TODAY)


def test_every_question_answer_and_reason_has_its_words_and_can_be_skipped() -> None:
    assert list(wording.QUESTIONS) == list(Question)
    assert {reason.value for reason in Reason} <= {reason.value for reason in task_wording.REASONS}
    for question in Question:
        assert set(rules.offered(question)) <= set(wording.ANSWERS)
        assert rules.offered(question)[-1] == NOT_SAID


def test_the_first_three_are_named_as_never_shared() -> None:
    assert frozenset(list(Question)[:3]) == rules.NEVER_SHARED
