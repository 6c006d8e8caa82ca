"""Filling a client's week, in few words."""

from __future__ import annotations

from datetime import time
from typing import Any

from companion.accounts.models import Person
from companion.core.db import new_id
from companion.records.commitments import actions
from companion.records.commitments.actions import Details
from companion.records.commitments.models import Commitment
from companion.records.commitments.rules import Kind
from tests.cast import NOW


def form(**changes: Any) -> dict[str, Any]:
    return {
        "submission_id": str(new_id()),
        "kind": "work",
        "weekdays": ["0", "2"],
        "starts_at": "09:00",
        "ends_at": "17:00",
        "label": "Bakery on Elm",
    } | changes


def keep(client: Person, **changes: Any) -> Commitment:
    """Work on Mondays and Wednesdays from 9 to 5."""
    values: dict[str, Any] = {"kind": Kind.WORK, "days": [0, 2], "starts_at": time(9), "ends_at": time(17)}
    details = Details(**values | {"label": "Bakery on Elm"} | changes)
    return actions.add(client, submission=new_id(), details=details, at=NOW)
