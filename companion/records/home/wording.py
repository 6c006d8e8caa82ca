"""The home check in words: the program's own questions, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from companion.core.words import _l
from companion.records.home.rules import NOT_SAID, Question

QUESTIONS: Mapping[Question, Any] = {
    Question.USING: _l("Right now, is anyone where you live drinking or using drugs?"),
    Question.KEPT: _l("Is alcohol, or are drugs, kept where you live?"),
    Question.SAFE: _l("Do you feel safe where you live?"),
    Question.SUPPORT: _l("Is there someone at home who supports your recovery?"),
    Question.LIVING: _l("Do you know where you will be living for the next 30 days?"),
    Question.PRIVATE: _l("Do you have a private place to talk or join a session?"),
}
ANSWERS: Mapping[str, Any] = {
    "yes": _l("Yes"),
    "no": _l("No"),
    "sometimes": _l("Sometimes"),
    "most_days": _l("Most days"),
    "locked": _l("Yes, locked away"),
    "not_always": _l("Not always"),
    "a_little": _l("A little"),
    "alone": _l("I live alone"),
    "not_sure": _l("Not sure"),
    NOT_SAID: _l("I would rather not say"),
}
