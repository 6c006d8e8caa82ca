"""Whether a client is in the program now: what is asked of clients is read by a care team."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from companion.accounts.models import Person
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import queries
from companion.programs.models import Enrolment


class NotInProgram(Refusal):
    """Nobody would read the answers of somebody who is not in the program."""


def present_stay(client: Person, now: datetime) -> Enrolment | None:
    """The stay that goes on, the client's last day included."""
    today = now.astimezone(ZoneInfo(client.zone)).date()
    stay = queries.latest_enrolment(client.id, today)
    return None if stay is None or stay.started_on > today or stay.is_over_on(today) else stay


def require_stay(client: Person, now: datetime) -> Enrolment:
    """Raises NotInProgram."""
    stay = present_stay(client, now)
    if stay is None:
        raise NotInProgram(_("These questions are for the time in the program."))
    return stay
