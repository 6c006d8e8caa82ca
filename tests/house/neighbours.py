"""A second program on the same installation: its people know nobody of the first one.

Abe runs it, Carl is its counselor, Nora his client, and Ed her uncle who supports her.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from companion.access import actions as access
from companion.access import duties
from companion.access.rules import DutyKind
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs.models import Program
from companion.records.schedule.models import Appointment
from tests.cast import NOW, ZONE, Cast, make_person

NEIGHBOURS = ("nora", "carl", "ed", "abe")


def make_neighbours(cast: Cast) -> dict[str, UUID]:
    """The same relationships as those of the first program, and no row in common. Answers their ids."""
    db.session.get_one(Program, cast.program).slug = "maple-house"
    program = programs.create_program(name="Birch House", zone=ZONE, language="en", at=NOW)
    program.slug = "birch-house"
    abe = make_person(program.id, Role.ADMIN, "Abe Admin")
    carl = make_person(program.id, Role.COUNSELOR, "Carl Counselor")
    nora = make_person(program.id, Role.CLIENT, "Nora")
    ed = make_person(program.id, Role.SUPPORTER, "Ed")
    track = programs.create_track(program.id, name="Day", minutes=540, by=abe, at=NOW)
    programs.enrol(
        nora,
        track,
        started_on=date(2026, 10, 19),
        planned_end_on=date(2027, 1, 11),
        required_minutes_per_week=540,
        steps_down_from="residential",
        by=carl,
        at=NOW - timedelta(days=30),
    )
    access.assign(nora, carl, by=abe, at=NOW - timedelta(days=30))
    support = access.ask_for_support(nora, ed, relation="Uncle", at=NOW - timedelta(days=20))
    access.accept_support(support, by=ed, at=NOW - timedelta(days=19))
    duties.give(carl, DutyKind.LEAD, by=abe, at=NOW)
    duties.give(abe, DutyKind.PRIVACY_OFFICER, by=abe, at=NOW)
    programs.change_staffed_hours(program, [programs.Shift(2, time(8), time(18))], by=abe, at=NOW)
    group = Appointment(program_id=program.id, track_id=track.id, facilitator_id=carl.id, title="Day group")
    group.starts_at, group.ends_at = NOW + timedelta(days=1), NOW + timedelta(days=1, hours=3)
    group.created_by, group.created_at = carl.id, NOW
    db.session.add(group)
    db.session.commit()
    people = {"nora": nora.id, "carl": carl.id, "ed": ed.id, "abe": abe.id}
    return people | {"program": program.id, "track": track.id, "group": group.id, "support": support.id}
