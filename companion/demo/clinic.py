"""The demo clinic as a whole: made in one go, in an empty database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from companion.access import duties
from companion.access.rules import DutyKind
from companion.accounts.models import Person
from companion.accounts.rules import DEMO_DOMAIN
from companion.core.db import db, new_id
from companion.demo.asking import ask
from companion.demo.attending import attend
from companion.demo.changing import change
from companion.demo.checking import check_in
from companion.demo.content import read
from companion.demo.days import Days, each_day, workday
from companion.demo.lives import Diary
from companion.demo.living import live
from companion.demo.measuring import measure
from companion.demo.ordering import order, review
from companion.demo.papers import write_letters
from companion.demo.people import Client, Clinic
from companion.demo.plans import plan
from companion.demo.reminding import remind
from companion.demo.rows import Rows
from companion.demo.safety import look_after
from companion.demo.sharing import share, stand_by
from companion.demo.shelving import name_versions, shelve
from companion.demo.talking import talk
from companion.demo.walking import name_phases, walk
from companion.demo.writing import write_words
from companion.programs import actions as programs
from companion.programs.models import Program, Track
from companion.records.contacts.models import Contact
from companion.records.schedule import planning, recurrence
from companion.records.schedule.models import Appointment, Series

CLIENTS = 30
WEEKS = 10
LEAD = "Companion’s demo clinic. Everyone in it is made up. Sign in as:"


def make(*, clients: int, weeks: int, now: datetime) -> None:
    """So many clients with so many weeks of entries, the same every time, counted back from ``now``."""
    about = read("clinic")
    days = Days(now, weeks, about["program"]["zone"])
    clinic = Clinic(_program(about["program"], days), days)
    counselors = _counselors(clinic, clients)
    shelve(clinic)
    tracks = _tracks(clinic)
    name_phases(clinic, tracks)
    change(clinic, _groups(clinic, counselors, tracks))
    taken_in = [clinic.client(number, counselors, tracks) for number in range(clients)]
    _lives(clinic, taken_in, Rows())
    name_versions(days)
    for write in (write_letters, write_words):
        write(taken_in[:1], days)
    look_after(clinic, taken_in)
    talk(taken_in, days)
    order(clinic, taken_in)
    share(taken_in[:1], days)
    walk(clinic, taken_in)
    db.session.commit()


def _counselors(clinic: Clinic, clients: int) -> list[Person]:
    """The second one leads the others, the third looks after privacy."""
    found = clinic.counselors(clients)
    db.session.flush()
    for person, duty in zip(found[1:], DutyKind, strict=False):
        duties.give(person, duty, by=clinic.admin, at=clinic.days.opened_at)
    return found


def _lives(clinic: Clinic, clients: list[Client], rows: Rows) -> None:
    """What is said before a session needs the sessions to be there already."""
    for client in clients:
        _life(client, clinic.days, rows)
    stand_by(clinic, clients)
    rows.insert_rest()
    for fill in (attend, live, ask, measure, plan):
        fill(clients, clinic.days, rows)
    check_in(clinic, clients, rows)
    rows.insert_rest()


def _program(about: dict[str, Any], days: Days) -> Program:
    program = programs.create_program(
        name=about["name"], zone=days.zone, language=about["language"], at=days.opened_at, is_demo=True
    )
    for name in ("phone", "hours", "allowed_misses", "reads_en", "reads_es"):
        setattr(program, name, about[name])
    program.is_help_free = True
    for name in ("session_titles", "rooms"):
        setattr(program, name, "\n".join(about[name]))
    return program


def sign_ins() -> str:
    about = read("clinic")
    lines = [f"  {one['email']}{DEMO_DOMAIN:<14} {one['says']}" for one in about["sign_in"].values()]
    return "\n".join([LEAD, *lines, f"The password of each is {about['password']}"])


def _tracks(clinic: Clinic) -> list[Track]:
    about, at = read("clinic")["tracks"], clinic.days.opened_at
    return [
        programs.create_track(clinic.program.id, name=name, minutes=about["minutes"], by=clinic.admin, at=at)
        for name in about["names"]
    ]


def _groups(clinic: Clinic, counselors: list[Person], tracks: list[Track]) -> list[Series]:
    by_name = {track.name: track for track in tracks}
    return [
        planning.create_series(
            by_name[one["track"]],
            facilitator=counselors[one["facilitator"]],
            title=one["title"],
            rule=recurrence.weekly([int(day) for day in one["weekdays"].split(",")]),
            starts_at=one["starts_at"],
            minutes=one["minutes"],
            zone=clinic.days.zone,
            starts_on=clinic.days.first,
            until_on=clinic.days.last,
            place=one["place"],
            by=clinic.admin,
            at=clinic.days.opened_at,
        )
        for one in read("clinic")["series"]
    ]


def _life(client: Client, days: Days, rows: Rows) -> None:
    diary = Diary(client, days, rows)
    diary.write()
    is_dana = client.situation.name == "dana"
    if is_dana:
        diary.tell()
        remind(client.person, days)
    if client.situation.name != "new":
        _people(client, rows, read("dana")["contacts"] if is_dana else None, days)
        review(client, rows, days)
    _meetings(client, rows, days)


def _people(client: Client, rows: Rows, told: list[dict[str, str]] | None, days: Days) -> None:
    """Whom the client can call; the numbers are kept for fiction."""
    listed = told or [
        {**client.voice.contact(), "phone": f"+1 202 555 01{client.rng.randint(10, 99)}"}
        for _ in range(client.rng.randint(1, 3))
    ]
    for position, one in enumerate(listed):
        texts = {name: str(one[name]) for name in ("name", "relation", "phone", "when_to_call", "ready_line")}
        rows.add(
            Contact,
            client.person,
            texts,
            submission_id=new_id(),
            position=position,
            is_on_help_now=bool(one.get("is_on_help_now", position < 2)),
            created_at=days.at(client.stay.started_on, read("clinic")["series"][0]["starts_at"]),
        )


def _meetings(client: Client, rows: Rows, days: Days) -> None:
    """Once a week on the client's own day, at an hour that the counselor has for nobody else."""
    about = read("clinic")["meetings"]
    last = min(client.stay.ended_on or client.stay.planned_end_on, days.last)
    weekday, hour = _slot(client)
    for day in each_day(max(client.stay.started_on, days.first), last):
        if day.weekday() == weekday:
            starts_at = days.at(workday(day, 1), read("clinic")["series"][0]["starts_at"].replace(hour=hour))
            rows.add(
                Appointment,
                client.person,
                facilitator_id=client.counselor.id,
                title=about["title"],
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=about["minutes"]),
                place=about["place"],
                created_by=client.counselor.id,
                created_at=days.opened_at,
            )


def _slot(client: Client) -> tuple[int, int]:
    about = read("clinic")["meetings"]
    if client.situation.name == "dana":
        return 2, about["dana_hour"]
    hours: list[int] = about["hours"]
    return client.place % 5, hours[client.place // 5 % len(hours)]
