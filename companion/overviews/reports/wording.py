"""The tables of a report in words."""

from __future__ import annotations

from typing import Any

from companion.core.words import _, _l
from companion.overviews.reports.rules import Shown, Unit

TITLES: dict[str, Any] = {
    "people": _l("Clients in the program"),
    "attended": _l("Attendance: sessions that clients came to"),
    "hours": _l("Hours delivered"),
    "engaged": _l("Engagement: weeks with an entry"),
    "measure": _l("Average of a measure"),
}
ABOUT: dict[str, Any] = {
    "people": _l("Each client counts once a month, in the last track that they were in."),
    "attended": _l("Of all marks in attendance, those that say here, late, or left early."),
    "hours": _l("Hours that clients attended, added up."),
    "engaged": _l("Of all whole weeks of a stay, those with a check-in, a craving, or a practiced skill."),
    "measure": _l("Of each client the newest result of the month."),
}
UNITS: dict[Unit, str] = {Unit.PEOPLE: "%d", Unit.SHARE: "%d%%", Unit.HOURS: "%d", Unit.MEAN: "%.1f"}


def title(kind: str, about: str) -> str:
    return f"{TITLES[kind]}: {about}" if about else str(TITLES[kind])


def said(shown: Shown, unit: Unit) -> str:
    if shown.is_hidden:
        return _("Hidden")
    return "–" if shown.value is None else UNITS[unit] % shown.value
