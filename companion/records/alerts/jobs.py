"""Telling the care team again while nobody has spoken with the client."""

from __future__ import annotations

from datetime import datetime, timedelta

from companion.programs import queries as programs
from companion.records.alerts import actions, queries


def tell_next_again(now: datetime) -> bool:
    """Queue the notices of one alert that is due, in a transaction of the caller's. Says whether one was.

    Only while staff are at work: at night there is nobody to read them. What was opened at night is told
    again as the next staffed time begins.
    """
    for program in programs.programs():
        if programs.next_staffed(program.id, now).is_now:
            every = timedelta(minutes=program.alert_minutes)
            for alert in queries.alerts_to_tell_again(program, now):
                if actions.tell_again(alert, every=every, at=now):
                    return True
    return False
