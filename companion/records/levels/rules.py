"""Is intensive outpatient care the right level? Things to think about, never a verdict.

Source: clinical facts, section 1: intensive outpatient care is not for people who need withdrawal management
or supervision day and night; a home that does not help can be made up for by a recovery residence; other
conditions beside substance use are to be expected. The six dimensions are named here, and their criteria are
the clinician's to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

NOTE_MOST = 1000


class Dimension(StrEnum):
    HOME = "home"
    WITHDRAWAL = "withdrawal"
    BODY = "body"
    MIND = "mind"
    READINESS = "readiness"
    USE = "use"


class Answer(StrEnum):
    NO = "no"
    SOME = "some"
    STRONG = "strong"
    UNKNOWN = "unknown"


# A mild concern is enough where waiting can do harm.
SERIOUS_AT_ONCE = (Dimension.WITHDRAWAL, Dimension.BODY)


def to_think_about(answers: Mapping[Dimension, Answer]) -> list[Dimension]:
    """The dimensions that raise a concern, in the order in which they are asked."""
    return [one for one in Dimension if answers.get(one) in (Answer.SOME, Answer.STRONG)]


def to_ask(answers: Mapping[Dimension, Answer]) -> list[Dimension]:
    """The dimensions of which nothing is known yet."""
    return [one for one in Dimension if answers.get(one, Answer.UNKNOWN) == Answer.UNKNOWN]


def asks_for_clinician(answers: Mapping[Dimension, Answer]) -> bool:
    """Whether somebody should talk with a clinician about a higher level of care."""
    strong = any(answer == Answer.STRONG for answer in answers.values())
    return strong or any(answers.get(one) == Answer.SOME for one in SERIOUS_AT_ONCE)
