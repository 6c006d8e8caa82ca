"""Where the client who is signed in stands: for the page itself and for what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from companion.accounts.models import Person
from companion.overviews.stepping.first_week import FirstWeek, first_week_of
from companion.programs.path import queries
from companion.programs.path.queries import Path


@dataclass(frozen=True)
class Standing:
    """``is_alumni``: no member of staff reads any more. ``week`` is there in the first days of a stay."""

    path: Path
    is_alumni: bool
    week: FirstWeek | None


def standing_of(client: Person, now: datetime) -> Standing:
    path, today = queries.path_of(client), queries.today_for(client, now)
    return Standing(path, path.is_alumni_on(today), first_week_of(client, path, today))
