"""What a supporter sees of a client. Only what is shown is asked for: the rest never leaves the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from companion.access.consents.queries import Sharing
from companion.access.models import Support
from companion.access.opened import OPENED
from companion.access.permissions import Can
from companion.accounts.models import Person
from companion.core import words
from companion.core.phones import call_link, text_link
from companion.overviews.supporting import rules
from companion.overviews.supporting.wording import HELPING
from companion.programs import queries as programs
from companion.records.asks import queries as asks
from companion.records.asks.queries import Shown
from companion.records.attendance import queries as attendance
from companion.records.cravings import queries as cravings
from companion.records.days import queries as days
from companion.records.days import rules as day_rules
from companion.records.family import queries as family
from companion.records.family.rules import Heading
from companion.records.family.wording import MOODS
from companion.records.plan import queries as plan
from companion.records.plan import reading
from companion.records.plan.rules import Part
from companion.records.schedule import queries as schedule
from companion.records.skills import queries as practices
from companion.records.skills import shelves


@dataclass(frozen=True)
class Advice:
    """``is_own``: in the client's words, else what helps in general."""

    title: str
    lines: list[str]
    is_own: bool


def sections_of(client: Person, support: Support, sharing: Sharing, now: datetime) -> dict[Can, Any]:
    """One section for each permission that what is shown opens."""
    return {
        can: SECTIONS[can](client, support, began_at, now)
        for scope, began_at in sharing.since.items()
        for can in OPENED[scope]
    }


def advice(sections: Mapping[Can, Any] | None = None) -> list[Advice]:
    """How to help; under each heading the client's own words, where they are shown and there are some."""
    own = (sections or {}).get(Can.SEE_PLAN_PART, {}).get("wishes", {})
    return [
        Advice(str(title), own.get(heading) or [str(line) for line in lines], heading in own)
        for heading, (title, lines) in HELPING.items()
    ]


def _todays_line(client: Person, support: Support, began_at: datetime, now: datetime) -> dict[str, Any]:
    line = family.line_of(client, day_rules.day_in(client.zone, now))
    said = [str(MOODS[line.mood])] if line and line.mood else []
    said += [line.words] if line and line.words else []
    number = family.number_of(client)
    phone = number.phone if number else ""
    return {
        "said": said,
        "call": call_link(phone) if phone else "",
        "text": text_link(phone) if phone else "",
    }


def _session_times(
    client: Person, support: Support, began_at: datetime, now: datetime
) -> list[tuple[datetime, datetime]]:
    found = schedule.appointments_of(client, since=now, until=now + rules.TIMES_AHEAD)
    return [(one.starts_at, one.ends_at) for one in found if one.cancelled_at is None]


def _attendance(client: Person, support: Support, began_at: datetime, now: datetime) -> dict[str, Any]:
    """Days in the program's zone. A missed one is not told from one without a session."""
    zone = programs.program(client.program_id).zone
    first, today = rules.seen_from(began_at, zone, now), now.astimezone(ZoneInfo(zone)).date()
    found = attendance.attended_days_of(client, first.astimezone(ZoneInfo(zone)).date(), today)
    return {"days": [day for day, _minutes in found], "minutes": sum(minutes for _day, minutes in found)}


def _craving_count(client: Person, support: Support, began_at: datetime, now: datetime) -> int:
    since = rules.seen_from(began_at, client.zone, now)
    return len(cravings.cravings_of(client, since=since))


def _skills_practiced(client: Person, support: Support, began_at: datetime, now: datetime) -> list[str]:
    """By title, so that their order says nothing of when."""
    shelf, language = shelves.shelf_of(client.program_id), words.language()
    found = practices.practices_of(client, since=rules.seen_from(began_at, client.zone, now))
    return sorted({shelf.title_now(one.skill_key, one.skill_version, language) for one in found})


def _milestones(
    client: Person, support: Support, began_at: datetime, now: datetime
) -> dict[str, int | None] | None:
    count = days.day_count_of(client)
    if count is None or count.began_on is None:
        return None
    total = rules.days_in_recovery(count.began_on, day_rules.day_in(client.zone, now))
    return {"days": total, "milestone": rules.milestone(total)}


def _plan_part(client: Person, support: Support, began_at: datetime, now: datetime) -> dict[str, Any]:
    shelf, language = shelves.shelf_of(client.program_id), words.language()
    titles = {skill.key: skill.said_in(language).title for skill in shelf.every}
    wishes: dict[Heading, list[str]] = {
        heading: wish.lines for heading, wish in family.wishes_of(client).items()
    }
    actions = [reading.words_of(line, titles) for line in plan.lines_of(client, Part.ACTION)]
    return {"wishes": wishes, "actions": actions}


def _asks(client: Person, support: Support, began_at: datetime, now: datetime) -> list[Shown]:
    return asks.shown_to(client, support.id, began_at, now)


SECTIONS: Mapping[Can, Callable[[Person, Support, datetime, datetime], Any]] = {
    Can.SEE_TODAYS_LINE: _todays_line,
    Can.SEE_SESSION_TIMES: _session_times,
    Can.SEE_ATTENDANCE: _attendance,
    Can.SEE_CRAVING_COUNT: _craving_count,
    Can.SEE_SKILLS_PRACTICED: _skills_practiced,
    Can.SEE_MILESTONES: _milestones,
    Can.SEE_PLAN_PART: _plan_part,
    Can.SEE_ASKS: _asks,
}
