"""Whom one says no to, and thoughts that many people know, in words."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.worksheets.rules import Who

WHO = {
    Who.FRIEND: _l("To a friend"),
    Who.FAMILY: _l("To family"),
    Who.WORK: _l("At work"),
}
COMMON_THOUGHTS = {
    "just_once": _l("Just once"),
    "earned": _l("I have earned it"),
    "messed_up": _l("I already messed up"),
}
