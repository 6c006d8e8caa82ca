"""What a counselor is asked to look at."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    HOME_CHECK = "home_check"
    MEASURE_OVERDUE = "measure_overdue"
    PLAN_COMMENT = "plan_comment"
    ENQUIRY = "enquiry"
