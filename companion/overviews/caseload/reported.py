"""What the client told of their days since the last meeting, as far as the care team may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from companion.accounts.models import Person
from companion.core import words
from companion.core.words import _, _l
from companion.overviews.caseload import rules
from companion.overviews.caseload.drawing import MOST_DAYS
from companion.overviews.caseload.windows import Windows
from companion.programs import queries as programs
from companion.records.days import queries as days
from companion.records.days.models import CheckIn, Question
from companion.records.days.rules import Sleep, Used

WEEK = timedelta(days=7)
HER, HIM, THEM = _l("Added by her."), _l("Added by him."), _l("Added by them.")
ADDED_BY = {"her": HER, "ella": HER, "him": HIM, "él": HIM, "them": THEM, "elle": THEM}


@dataclass(frozen=True)
class Reported:
    """``used_on`` are days that the care team may read of, and ``when`` names them.

    ``check_ins`` are how many days of how many were filled in since they met, and in the window before.
    ``recent`` are those check-ins, ``lately`` those of the days that are drawn. ``answers`` are how often
    the program's own questions were answered with yes and with no.
    """

    used_on: list[date]
    when: str
    added_by: str
    check_ins: rules.Share
    check_ins_before: rules.Share
    recent: list[CheckIn]
    lately: list[CheckIn]
    answers: list[tuple[Question, Counter[str]]]

    @property
    def short_nights(self) -> int:
        return sum(one.sleep == Sleep.UNDER_5 for one in self.recent)


def reported_by(client: Person, windows: Windows) -> Reported:
    """The check-ins of both windows and of the days that are drawn come in one query."""
    today, first, before = windows.today, windows.first_day, windows.first_day_before
    lately = days.check_ins_of(client, since=min(before, today - timedelta(days=MOST_DAYS)))
    recent = [one for one in lately if one.day >= first]
    earlier = [one.day for one in lately if before <= one.day < first]
    used_on = _used_on(client, recent, windows)
    return Reported(
        used_on=used_on,
        when=", ".join(words.weekday(day) if today - day < WEEK else words.day(day) for day in used_on),
        added_by=_added_by(client),
        check_ins=rules.filled_in([one.day for one in recent], first, today),
        check_ins_before=rules.filled_in(earlier, before, first),
        recent=recent,
        lately=lately,
        answers=_answers(client, recent),
    )


def _used_on(client: Person, recent: Collection[CheckIn], windows: Windows) -> list[date]:
    """What the care team was told; the answers of check-ins only where the program announced that."""
    told = {use.used_on for use in days.uses_told_to_team(client, since=windows.since)}
    said = {one.day for one in recent if one.used == Used.YES}
    if said and programs.is_use_announced(client):
        told |= said
    return sorted(told)


def _added_by(client: Person) -> str:
    pronoun = client.pronouns.casefold().rpartition("/")[2].strip()
    return str(ADDED_BY.get(pronoun) or _("Added by %(name)s.", name=client.name))


def _answers(client: Person, recent: Sequence[CheckIn]) -> list[tuple[Question, Counter[str]]]:
    asked = days.questions_of(client.program_id)
    given = [one.asked for one in recent] if asked else []
    counted = [(one, Counter(answers.get(str(one.id), Used.SKIP) for answers in given)) for one in asked]
    return [(one, counts) for one, counts in counted if counts[Used.YES] or counts[Used.NO]]
