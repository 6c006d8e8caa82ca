"""What the client told of their days since the last meeting, as far as the care team may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from companion.accounts.models import Person
from companion.core import words
from companion.core.words import _, _l
from companion.overviews.caseload import rules
from companion.programs import queries as programs
from companion.records.days import queries as days
from companion.records.days.models import CheckIn, Question
from companion.records.days.rules import Used, day_in

NOTES = 2
WEEK = timedelta(days=7)
HER, HIM, THEM = _l("Added by her."), _l("Added by him."), _l("Added by them.")
ADDED_BY = {"her": HER, "ella": HER, "him": HIM, "él": HIM, "them": THEM, "elle": THEM}


@dataclass(frozen=True)
class Reported:
    """``used_on`` are days that the care team may read of, and ``when`` names them.

    ``check_ins`` is how many days of how many were filled in, such as "4 of 5". ``answers`` are how often
    the program's own questions were answered with yes and with no.
    """

    used_on: list[date]
    when: str
    added_by: str
    check_ins: str
    check_ins_before: str
    notes: list[CheckIn]
    answers: list[tuple[Question, Counter[str]]]


def reported_by(client: Person, *, since: datetime, before: datetime, now: datetime) -> Reported:
    today, first, first_before = (day_in(client.zone, moment) for moment in (now, since, before))
    recent = days.check_ins_of(client, since=first)
    earlier = [one.day for one in days.check_ins_of(client, since=first_before, until=first)]
    used_on = _used_on(client, recent, since)
    return Reported(
        used_on=used_on,
        when=", ".join(words.weekday(day) if today - day < WEEK else words.day(day) for day in used_on),
        added_by=_added_by(client),
        check_ins=_said(rules.filled_in([one.day for one in recent], first, today)),
        check_ins_before=_said(rules.filled_in(earlier, first_before, first)),
        notes=[one for one in recent if one.note][:NOTES],
        answers=_answers(client, recent),
    )


def _said(share: rules.Share) -> str:
    return _("%(done)d of %(of)d", done=share.done, of=share.of) if share.of else _("none")


def _used_on(client: Person, recent: Collection[CheckIn], since: datetime) -> list[date]:
    """What the care team was told; the answers of check-ins only where the program announced that."""
    told = {use.used_on for use in days.uses_told_to_team(client, since=since)}
    if programs.is_use_announced(client):
        told |= {one.day for one in recent if one.used == Used.YES}
    return sorted(told)


def _added_by(client: Person) -> str:
    pronoun = client.pronouns.casefold().rpartition("/")[2].strip()
    return str(ADDED_BY.get(pronoun) or _("Added by %(name)s.", name=client.name))


def _answers(client: Person, recent: Collection[CheckIn]) -> list[tuple[Question, Counter[str]]]:
    asked = days.questions_of(client.program_id)
    given = [one.asked for one in recent] if asked else []
    counted = [(one, Counter(answers.get(str(one.id), Used.SKIP) for answers in given)) for one in asked]
    return [(one, counts) for one, counts in counted if counts[Used.YES] or counts[Used.NO]]
