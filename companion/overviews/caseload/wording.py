"""Attendance as a letter in a square, and the word that the letter stands for."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.attendance.rules import Status

LETTERS = {
    Status.HERE: (_l("P"), _l("Present")),
    Status.LATE: (_l("L"), _l("Late")),
    Status.LEFT_EARLY: (_l("L"), _l("Left early")),
    Status.EXCUSED: (_l("E"), _l("Excused")),
    Status.ABSENT: (_l("A"), _l("Absent")),
}
