"""Where a safety alert comes from."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    PHQ9_ITEM9 = "phq9_item9"
    CHECK_IN = "check_in"
    HOME_CHECK = "home_check"
    CRAVING = "craving"
