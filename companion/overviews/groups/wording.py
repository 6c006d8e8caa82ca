"""A mark on the roster in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from companion.core.words import _, _l, _n, clock_time, language, moment
from companion.records.attendance.models import Taught
from companion.records.attendance.rules import Status
from companion.records.skills.shelves import Shelf

LABELS = {
    Status.HERE: _l("Here"),
    Status.LATE: _l("Late"),
    Status.LEFT_EARLY: _l("Left early"),
    Status.EXCUSED: _l("Excused"),
    Status.ABSENT: _l("Absent"),
}


def said(status: str, minutes_missed: int) -> str:
    """Such as "Late, 15 minutes"."""
    label = str(LABELS[Status(status)])
    if status not in (Status.LATE, Status.LEFT_EARLY):
        return label
    minutes = _n("%(num)d minute", "%(num)d minutes", minutes_missed)
    return _("%(mark)s, %(minutes)s", mark=label, minutes=minutes)


def when(at: datetime, session: datetime, zone: str) -> str:
    """The time alone on the day of the session, with its day later."""
    same_day = at.astimezone(ZoneInfo(zone)).date() == session.astimezone(ZoneInfo(zone)).date()
    return clock_time(at, zone) if same_day else moment(at, zone)


def titles(shelf: Shelf, taught: Iterable[Taught]) -> list[tuple[str, str]]:
    """Each skill that can be taught, and those that were, in the words of then: key and title."""
    found = {skill.key: skill.said_in(language()).title for skill in shelf.skills}
    found |= {one.skill_key: shelf.title_as(one.skill_key, one.skill_version, language()) for one in taught}
    return list(found.items())
