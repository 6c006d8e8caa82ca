"""What a craving entry may say.

Source: the NIDA cognitive-behavioral daily record (when, situation, intensity, how I coped). The
0 to 10 strength is the program's own single question, not a validated scale.
"""

from __future__ import annotations

from datetime import datetime, timedelta

LOWEST, HIGHEST = 0, 10
STRONG_FROM = 8
ENTER_BACK = timedelta(days=14)

# Source: external and internal triggers as in relapse-prevention work; a client adds their own in words.
TRIGGERS = (
    "people",
    "place",
    "payday",
    "time_of_day",
    "argument",
    "bored",
    "lonely",
    "angry",
    "sad",
    "worried",
    "tired",
    "hungry",
    "pain",
    "stress",
    "celebrating",
    "other",
)
OUTCOMES = ("rode_it_out", "used_skill", "reached_out", "still_in_it", "used", "not_say")


def is_strong(strength: int | None) -> bool:
    return strength is not None and strength >= STRONG_FROM


def ending(before: int | None, after: int | None) -> str:
    """How a wave ended, in one of three honest words, or "unknown" where a number is missing."""
    if before is None or after is None:
        return "unknown"
    if after < before:
        return "down"
    return "same" if after == before else "up"


def is_time_allowed(occurred_at: datetime, now: datetime) -> bool:
    """Not in the future (a minute of clock drift aside) and at most 14 days back."""
    return now - ENTER_BACK <= occurred_at <= now + timedelta(minutes=1)
