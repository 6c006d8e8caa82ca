"""What a client may take along: the plan, what helped, people, numbers, and the entries that they tick."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from companion.accounts.models import Person
from companion.core import words
from companion.core.db import db
from companion.core.words import _, _n
from companion.overviews.leaving.rules import Block, Line, filled
from companion.programs import queries as programs
from companion.programs.path import queries as paths
from companion.records.attendance import queries as attendance
from companion.records.contacts import queries as contacts
from companion.records.contacts.models import Contact
from companion.records.cravings import queries as cravings
from companion.records.cravings.models import Craving
from companion.records.helplines import queries as helplines
from companion.records.journal.models import Entry
from companion.records.plan import queries as plan
from companion.records.plan import reading, wording
from companion.records.plan.rules import Step
from companion.records.skills import queries as practices
from companion.records.skills import rules as skill_rules
from companion.records.skills import shelves
from companion.records.skills.models import Practice
from companion.records.skills.rules import Pair, Record


def entries_of(client: Person, chosen: Collection[UUID] | None = None) -> list[Entry]:
    """All of the client's own, or the ones with these ids; the newest first."""
    found = select(Entry).where(Entry.client_id == client.id)
    if chosen is not None:
        found = found.where(Entry.id.in_(chosen))
    return list(db.session.scalars(found.order_by(Entry.written_at.desc(), Entry.id.desc())))


def pack_of(client: Person, entry_ids: Collection[UUID], now: datetime) -> list[Block]:
    """In the order of how much it is needed in a hard hour. What is empty is left out."""
    shelf = shelves.shelf_of(client.program_id)
    titles = {skill.key: skill.said_in(words.language()).title for skill in shelf.every}
    parts = reading.parts_of(client, titles)
    return filled(
        [
            *_safety(client),
            _people(client),
            _numbers_to_call(client),
            _skills(client, titles, now),
            *(
                Block("plan", str(one.heading.title), [Line(said.words) for said in one.lines])
                for one in parts
            ),
            _figures(client, now),
            *_journal(client, entry_ids),
        ]
    )


def _safety(client: Person) -> list[Block]:
    answers = plan.answers_of(client)
    return [
        Block("safety", str(wording.STEPS[step].title), [Line(one) for one in answers[step].lines])
        for step in Step
        if step in answers
    ]


def _people(client: Person) -> Block:
    return Block("people", _("My people"), [_person(one) for one in contacts.contacts_of(client)])


def _person(one: Contact) -> Line:
    said = (one.name, one.relation, one.phone, one.when_to_call, one.ready_line)
    return Line(" · ".join(part for part in said if part), one.call_link)


def _numbers_to_call(client: Person) -> Block:
    program = programs.program(client.program_id)
    listed = [one for one in helplines.shown(helplines.lines_of(program)) if one.phone]
    lines = [
        Line(_("Call or text 988. Free. Any time."), "tel:988"),
        Line(_("In danger: call 911."), "tel:911"),
        *(Line(f"{one.title} · {one.number}", one.call_link) for one in listed),
    ]
    if program.phone:
        lines.append(Line(f"{program.name} · {program.phone}", program.call_link))
    return Block("numbers", _("Numbers to call"), lines)


def _skills(client: Person, titles: dict[str, str], now: datetime) -> Block:
    """What was rated before and after, the one that helped the most first."""
    pairs = [Pair(*pair) for pair in cravings.rated_pairs_of(client)] + practices.rated_pairs_of(client)
    known = skill_rules.records(pairs, now)
    ranked = sorted(
        (key for key in known if key in titles),
        key=lambda key: (known[key].rated < skill_rules.ENOUGH_PAIRS, -known[key].score),
    )
    lines = [_weaker(titles[key], known[key]) for key in ranked]
    return Block("skills", _("What helped me"), [Line(one) for one in lines])


def _weaker(title: str, record: Record) -> str:
    said = {"skill": title, "lower": record.lower, "rated": record.rated}
    return _("%(skill)s: weaker after it %(lower)d of %(rated)d times", **said)


def _figures(client: Person, now: datetime) -> Block:
    """Of all stays. The client's own numbers, for nobody to be measured by."""
    stays = paths.stays_of(client)
    if not stays:
        return Block("figures", _("My time in numbers"), [])
    lines = [
        _("First day: %(day)s", day=words.day(stays[0].started_on, with_year=True)),
        *_attended(client, stays[0].started_on, now),
        *_logged(client),
    ]
    return Block("figures", _("My time in numbers"), [Line(one) for one in lines])


def _attended(client: Person, first: date, now: datetime) -> list[str]:
    came = attendance.attended_days_of(client, first, paths.today_for(client, now))
    hours = sum(minutes for _on, minutes in came) // 60
    return [
        _n("%(num)d day at the program", "%(num)d days at the program", len(came)),
        _n("%(num)d hour of sessions", "%(num)d hours of sessions", hours),
    ]


def _logged(client: Person) -> list[str]:
    waves = select(func.count(), func.count(Craving.rated_at)).where(
        Craving.client_id == client.id, Craving.removed_at.is_(None)
    )
    logged, ridden = db.session.execute(waves).one()
    practised = db.session.scalar(select(func.count()).where(Practice.client_id == client.id)) or 0
    return [
        _n("%(num)d craving written down", "%(num)d cravings written down", logged),
        _n(
            "%(num)d of them rated again when it had passed",
            "%(num)d of them rated again when they had passed",
            ridden,
        ),
        _n("%(num)d time a skill was practiced", "%(num)d times a skill was practiced", practised),
    ]


def _journal(client: Person, entry_ids: Collection[UUID]) -> list[Block]:
    if not entry_ids:
        return []
    return [
        Block("journal", words.moment(one.written_at, client.zone), [Line(one.body)])
        for one in reversed(entries_of(client, entry_ids))
    ]
