"""Tiers, reasons and what little somebody shares, in words."""

from __future__ import annotations

from datetime import date

from companion.core import words
from companion.core.words import _, _l, _n
from companion.records.triage.facts import Kind, Reason, Shares, Tier
from companion.records.triage.rules import LOOK_BACK, WEEK

TIERS = {
    Tier.PERSON: _l("Needs a person today"),
    Tier.SOON: _l("Meeting soon, not read yet"),
    Tier.CHANGED: _l("Changed since you looked"),
    Tier.SAME: _l("No change"),
}
SHARES = {
    Shares.CHECK_INS: _l("Shares check-ins only"),
    Shares.LITTLE: _l("Shares little"),
    Shares.NOTHING: _l("Shared nothing lately"),
}


def said(reason: Reason, today: date) -> str:
    """One reason on a row, such as "Use reported Thu"."""
    day = _day(reason.day or today, today)
    number = reason.number
    return {
        Kind.ALERT: lambda: _("Safety alert %(day)s", day=day),
        Kind.TALK: lambda: _("Needs to talk before the next session"),
        Kind.USE: lambda: _("Use reported %(day)s", day=day),
        Kind.STRONG: lambda: _("Craving %(number)d %(day)s", number=number, day=day),
        Kind.RISE: lambda: _("Highest craving up by %(number)d", number=number),
        Kind.MISSED: lambda: _n("Missed %(num)d session", "Missed %(num)d sessions", number),
        Kind.SILENT: lambda: _silent(number),
        Kind.SLEEP: lambda: _n(
            "Under 5 hours of sleep, %(num)d night", "Under 5 hours of sleep, %(num)d nights", number
        ),
        Kind.WAITS: lambda: _("Message waits since %(day)s", day=day),
        Kind.MEDICINE: lambda: _n(
            "Medicine not taken, %(num)d day", "Medicine not taken, %(num)d days", number
        ),
    }[reason.kind]()


def _silent(days: int) -> str:
    """Further back than that nobody has looked."""
    if days > LOOK_BACK.days:
        return _("No entry for over %(num)d days", num=LOOK_BACK.days)
    return _n("No entry %(num)d day", "No entry %(num)d days", days)


def _day(day: date, today: date) -> str:
    return words.weekday(day) if today - day < WEEK else words.day(day)
