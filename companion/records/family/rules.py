"""What a client writes for the people who support them.

Source: UX design, section 2.7. The starter lines are CRAFT-style support: notice the good, offer a choice,
short and kind; no checking up.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

LINE_MOST = 160
WISH_MOST = 600
PHONE_MOST = 40


class Mood(StrEnum):
    """How the client says today is, in words that ask for something."""

    ROUGH = "rough"
    GOOD = "good"
    SPACE = "space"


class Heading(StrEnum):
    """What a supporter reads in the client's own words."""

    HELPS = "helps"
    NOT_HELPS = "not_helps"
    CRAVING = "craving"
    USED = "used"


def day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def lines_in(words: str) -> list[str]:
    """What stands on each line, without the empty ones."""
    return [line for line in (part.strip() for part in words.splitlines()) if line]
