"""The kinds on a timeline in words, how a month is summed up, and how a session went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from companion.core.words import _, _l, _n
from companion.overviews.timeline.rules import Kind
from companion.records.attendance.rules import Status

KINDS = {
    Kind.CRAVING: _l("Cravings"),
    Kind.PRACTICE: _l("Practice"),
    Kind.CHECK_IN: _l("Check-ins"),
    Kind.USE: _l("Use reported"),
    Kind.JOURNAL: _l("Journal"),
    Kind.TOPIC: _l("To talk about"),
    Kind.MEASURE: _l("Measures"),
    Kind.HOME_CHECK: _l("Home checks"),
    Kind.SESSION: _l("Sessions"),
    Kind.NOTICE: _l("Late or can’t come"),
    Kind.PLAN: _l("Plan"),
    Kind.MESSAGE: _l("Messages"),
    Kind.ALERT: _l("Safety alerts"),
    Kind.NOTE: _l("Progress notes"),
}
STATUSES = {
    Status.HERE: _l("Came"),
    Status.LATE: _l("Came late"),
    Status.LEFT_EARLY: _l("Left early"),
    Status.EXCUSED: _l("Excused"),
    Status.ABSENT: _l("Absent"),
}


@dataclass(frozen=True)
class Total:
    """``rated`` is how many cravings were rated again."""

    count: int
    rated: int = 0


def summed_up(totals: Mapping[Kind, Total]) -> str:
    """Such as "3 cravings, all re-rated · 2 sessions", in the order of the filter."""
    return " · ".join(_total(kind, totals[kind]) for kind in Kind if kind in totals)


def _total(kind: Kind, total: Total) -> str:
    num = total.count
    said = {
        Kind.CRAVING: lambda: _cravings(total),
        Kind.PRACTICE: lambda: _n("%(num)s practice", "%(num)s practices", num),
        Kind.CHECK_IN: lambda: _n("%(num)s check-in", "%(num)s check-ins", num),
        Kind.USE: lambda: _n("use reported once", "use reported %(num)s times", num),
        Kind.JOURNAL: lambda: _n("%(num)s journal entry", "%(num)s journal entries", num),
        Kind.TOPIC: lambda: _n("%(num)s thing to talk about", "%(num)s things to talk about", num),
        Kind.MEASURE: lambda: _n("%(num)s measure", "%(num)s measures", num),
        Kind.HOME_CHECK: lambda: _n("%(num)s home check", "%(num)s home checks", num),
        Kind.SESSION: lambda: _n("%(num)s session", "%(num)s sessions", num),
        Kind.NOTICE: lambda: _n("%(num)s notice before a session", "%(num)s notices before sessions", num),
        Kind.PLAN: lambda: _n("%(num)s line about the plan", "%(num)s lines about the plan", num),
        Kind.MESSAGE: lambda: _n("%(num)s message", "%(num)s messages", num),
        Kind.ALERT: lambda: _n("%(num)s safety alert", "%(num)s safety alerts", num),
        Kind.NOTE: lambda: _n("%(num)s note or comment", "%(num)s notes and comments", num),
    }
    return said[kind]()


def _cravings(total: Total) -> str:
    said = _n("%(num)s craving", "%(num)s cravings", total.count)
    if total.rated == 0:
        return _("%(cravings)s, none re-rated", cravings=said)
    if total.rated == total.count:
        return _n("%(cravings)s, re-rated", "%(cravings)s, all re-rated", total.count, cravings=said)
    return _("%(cravings)s, %(rated)s re-rated", cravings=said, rated=total.rated)
