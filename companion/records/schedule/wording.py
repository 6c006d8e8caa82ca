"""How often a group meets, in words."""

from __future__ import annotations

from companion.core.words import _, _l, weekdays
from companion.records.schedule import recurrence

WEEKS = {
    "1": _l("The first"),
    "2": _l("The second"),
    "3": _l("The third"),
    "4": _l("The fourth"),
    "-1": _l("The last"),
}


def rule_in_words(rule: str) -> str:
    """Such as "Every 2 weeks: Mon, Wed". A rule that came from elsewhere may have no better words."""
    if not rule:
        return _("Once")
    parts = recurrence.parts_of(rule)
    interval = int(parts.get("INTERVAL", "1"))
    days = weekdays(recurrence.days_of(rule))
    week = recurrence.week_of(rule)
    if parts["FREQ"] == "WEEKLY":
        return _every_week(interval, days)
    if parts["FREQ"] == "MONTHLY" and str(week) in WEEKS:
        said = f"{WEEKS[str(week)]} {days}"
        if interval == 1:
            return _("Every month: %(days)s", days=said)
        return _("Every %(count)s months: %(days)s", count=interval, days=said)
    return _("By the rule of its calendar")


def _every_week(interval: int, days: str) -> str:
    if interval == 1:
        return _("Every week: %(days)s", days=days) if days else _("Every week")
    return _("Every %(count)s weeks: %(days)s", count=interval, days=days)
