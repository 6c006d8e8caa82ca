"""The duties of staff in words."""

from __future__ import annotations

from typing import Any

from companion.access.rules import DutyKind
from companion.core.words import _l

DUTIES: dict[DutyKind, Any] = {
    DutyKind.LEAD: _l("Lead counselor"),
    DutyKind.PRIVACY_OFFICER: _l("Privacy officer"),
}
WHAT_THEY_DO: dict[DutyKind, Any] = {
    DutyKind.LEAD: _l("Says which counselor works with which client."),
    DutyKind.PRIVACY_OFFICER: _l("Sees who opened which client’s record, and when."),
}
