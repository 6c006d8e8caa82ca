"""The home check: six questions of the program's own, not scored and not validated.

Source: project rules. Not feeling safe is for the same day; somebody using most days, or no place to live,
is for the next session. It opens a review by a person and is never a verdict on the client or the home.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EVERY = timedelta(weeks=2)
# When no session is planned, a review is done within a week.
REVIEW_WITHIN = timedelta(weeks=1)
NOT_SAID = "not_said"
Answers = Mapping[str, str]


class Question(StrEnum):
    """In the order in which they are asked."""

    USING = "using"
    KEPT = "kept"
    SAFE = "safe"
    SUPPORT = "support"
    LIVING = "living"
    PRIVATE = "private"


# Whatever a client shares: the supporter may be the danger. No page of a supporter may read them.
NEVER_SHARED = frozenset({Question.USING, Question.KEPT, Question.SAFE})

# The answers to each, the easiest first. What is not on this way from good to bad is in ASIDE.
ANSWERS: Mapping[Question, tuple[str, ...]] = {
    Question.USING: ("no", "sometimes", "most_days"),
    Question.KEPT: ("no", "locked", "yes"),
    Question.SAFE: ("yes", "not_always", "no"),
    Question.SUPPORT: ("yes", "a_little", "no"),
    Question.LIVING: ("yes", "not_sure", "no"),
    Question.PRIVATE: ("yes", "sometimes", "no"),
}
ASIDE: Mapping[Question, tuple[str, ...]] = {Question.SUPPORT: ("alone",)}


class Reason(StrEnum):
    """Why a counselor looks at it."""

    NOT_SAFE = "not_safe"
    NOT_ALWAYS_SAFE = "not_always_safe"
    USE_AROUND = "use_around"
    NO_PLACE = "no_place"


REASONS: Mapping[tuple[Question, str], Reason] = {
    (Question.SAFE, "no"): Reason.NOT_SAFE,
    (Question.SAFE, "not_always"): Reason.NOT_ALWAYS_SAFE,
    (Question.USING, "most_days"): Reason.USE_AROUND,
    (Question.LIVING, "no"): Reason.NO_PLACE,
}
URGENT = frozenset({Reason.NOT_SAFE, Reason.NOT_ALWAYS_SAFE})


@dataclass(frozen=True)
class Review:
    reasons: tuple[Reason, ...]
    due_on: date


def offered(question: Question) -> tuple[str, ...]:
    """Every answer that can be given, the last one always "I would rather not say"."""
    return (*ANSWERS[question], *ASIDE.get(question, ()), NOT_SAID)


def reasons_in(answers: Answers) -> tuple[Reason, ...]:
    """The gravest first."""
    return tuple(why for (question, value), why in REASONS.items() if answers.get(question) == value)


def is_urgent(answers: Answers) -> bool:
    return bool(URGENT & set(reasons_in(answers)))


def review(answers: Answers, *, today: date, next_session_on: date | None) -> Review | None:
    """Today for not feeling safe, before the next session for the rest; None when nothing calls for it."""
    reasons = reasons_in(answers)
    if not reasons:
        return None
    due_on = today if URGENT & set(reasons) else next_session_on or today + REVIEW_WITHIN
    return Review(reasons, due_on)


def is_worse(question: Question, before: str | None, after: str | None) -> bool:
    """Whether the answer moved the hard way. What was not said, and living alone, compare with nothing."""
    order = ANSWERS[question]
    return before in order and after in order and order.index(after) > order.index(before)


def is_due(last_on: date | None, today: date) -> bool:
    return last_on is None or today >= last_on + EVERY
