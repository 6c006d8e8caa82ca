"""What may be said of a day."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Mood(IntEnum):
    """In words on the page; the number only orders them."""

    VERY_BAD = 0
    BAD = 1
    OK = 2
    GOOD = 3
    VERY_GOOD = 4


class Sleep(StrEnum):
    """Hours of sleep."""

    UNDER_5 = "under_5"
    FROM_5 = "5_6"
    FROM_7 = "7_8"
    FROM_9 = "9_more"


class Used(StrEnum):
    """A day that was skipped is not marked; it is never counted as use."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"
