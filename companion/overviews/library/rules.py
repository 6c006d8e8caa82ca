"""What a skill may say. It is read on a small screen in a hard moment, so each part is short.

Source: own design; a little more room than the longest of the skills that come with the app.
"""

from __future__ import annotations

TITLE = 40
LINE = 100
CAUTION = 400
MOST_STEPS = 5
LONGEST_MINUTES = 60
# The tag that says something of the time, and the longest shortest time that fits it.
SHORT_TAG = "under_2_minutes"
SHORT = 1


def steps_of(text: str | None) -> list[str]:
    """One step on each line that holds something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def are_steps_fit(steps: list[str]) -> bool:
    return len(steps) <= MOST_STEPS and all(len(step) <= LINE for step in steps)


def fits_tags(least_minutes: int, tags: list[str]) -> bool:
    return SHORT_TAG not in tags or least_minutes <= SHORT
