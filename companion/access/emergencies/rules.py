"""What an emergency has to say, and how long it opens a record.

Source: 42 CFR 2.51 (who receives it, who discloses it, when, and the nature of the emergency are written down
at once) and 45 CFR 164.312(a)(2)(ii); clinical facts, section 5.5.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

OPEN_FOR = timedelta(minutes=60)
REASON_LEAST, REASON_MOST = 20, 1000
RECIPIENT_LEAST, RECIPIENT_MOST = 3, 200


class Kind(StrEnum):
    """What kind of emergency it is."""

    MEDICAL = "medical"
    LIFE = "life"
    AWAY = "away"


def expires_at(opened_at: datetime) -> datetime:
    return opened_at + OPEN_FOR


def has_reason(words: str) -> bool:
    """Twenty characters that say something: spaces and one letter again and again are none."""
    said = [character for character in words if character.isalnum()]
    return len(words.strip()) >= REASON_LEAST and len(set(said)) > 4
