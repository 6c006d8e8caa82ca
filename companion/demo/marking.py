"""The demo client's days: a check-in on most evenings, one use that she told of, and her own date."""

from __future__ import annotations

from datetime import date, timedelta

from companion.core.db import new_id
from companion.demo.content import luck, read
from companion.demo.days import Days, each_day
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.records.days.models import CheckIn, DayCount, Use
from companion.records.days.rules import Mood, Sleep, Step, Used

LATER = timedelta(hours=2)


def mark(client: Client, days: Days, rows: Rows) -> None:
    """From the first day of the stay to yesterday: today is left for whoever looks at the demo."""
    about, first = read("marking"), client.stay.started_on
    rows.add(DayCount, client.person, began_on=first, changed_at=days.at(first, about["evening"]))
    for on in each_day(first, days.ago(1)):
        if (days.today - on).days not in about["not_marked"]:
            _check_in(client, on, days, rows)
    for on in map(days.ago, about["used"]):
        if on >= first:
            _use(client, on, days, rows)


def _check_in(client: Client, on: date, days: Days, rows: Rows) -> None:
    about, rng = read("marking"), luck(f"{(days.today - on).days} days ago")
    ago = (days.today - on).days
    used = Used.YES if ago in about["used"] else Used.SKIP if ago in about["no_answer"] else Used.NO
    rows.add(
        CheckIn,
        client.person,
        submission_id=new_id(),
        day=on,
        mood=rng.choice((Mood.BAD, Mood.OK, Mood.OK, Mood.GOOD, Mood.GOOD)),
        sleep=rng.choice((Sleep.FROM_5, Sleep.FROM_7, Sleep.FROM_7)),
        strongest=rng.randint(2, 8),
        used=used,
        answered_at=days.at(on, about["evening"]),
    )


def _use(client: Client, on: date, days: Days, rows: Rows) -> None:
    about = read("marking")
    at = days.at(on, about["evening"]) + LATER
    told = {"told_at": at, "is_team_told": True, "step": Step(about["step"]), "step_done_at": at + LATER}
    rows.add(Use, client.person, {"around": about["around"]}, submission_id=new_id(), used_on=on, **told)
