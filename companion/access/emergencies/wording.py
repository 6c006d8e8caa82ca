"""Emergencies in words."""

from __future__ import annotations

from typing import Any

from companion.access.emergencies.rules import Kind
from companion.core.words import _l

KINDS: dict[Kind, Any] = {
    Kind.MEDICAL: _l("A medical emergency: medical staff need to know"),
    Kind.LIFE: _l("Somebody’s life may be in danger"),
    Kind.AWAY: _l("It cannot wait, and nobody of the care team can be reached"),
}
SHORT: dict[Kind, Any] = {
    Kind.MEDICAL: _l("Medical emergency"),
    Kind.LIFE: _l("Life in danger"),
    Kind.AWAY: _l("Care team away"),
}
