"""How many people stand on Help now, and how their phone numbers are dialled."""

from __future__ import annotations

from enum import StrEnum

from companion.core.phones import call_link as call_link
from companion.core.phones import is_phone as is_phone
from companion.core.phones import text_link as text_link

HELP_NOW_MOST = 3


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
