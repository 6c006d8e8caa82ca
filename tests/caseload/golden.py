"""Twenty made-up clients of Cora's, and where the rules put each of them: the golden table.

Now is Wednesday, November 18, 5 PM. Cora read everyone's page on Monday at 5 PM, except Nora's, ever. Each
one but those whose line is about silence wrote an entry on Monday, before she looked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from companion.access import actions as access
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs import actions as programs
from companion.programs.models import Track
from companion.records.alerts import actions as alerts
from companion.records.alerts.rules import Source
from companion.records.attendance.rules import Status
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, Use
from companion.records.days.rules import Sleep, Used
from companion.records.journal.models import Audience, Entry
from companion.records.messages import actions as messages
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment
from companion.records.skills.models import Practice
from tests.attendance.marks import group, mark
from tests.cast import NOW, Cast, make_person

LOOKED = NOW - timedelta(days=2)
QUESTION = "Did you take your medicine?"


def ago(days: float = 0, hours: float = 0) -> datetime:
    return NOW - timedelta(days=days, hours=hours)


class Seed:
    """Writes what one client did."""

    def __init__(self, cast: Cast, name: str, question_id: UUID) -> None:
        self.cast, self.question_id = cast, question_id
        self.client = make_person(cast.program, Role.CLIENT, name)
        counselor = db.session.get_one(Person, cast.cora)
        access.assign(self.client, counselor, by=counselor, at=ago(30))
        stay: dict[str, Any] = {"started_on": date(2026, 10, 19), "planned_end_on": date(2027, 1, 11)}
        stay |= {"required_minutes_per_week": 540, "steps_down_from": "residential"}
        track = db.session.get_one(Track, cast.track)
        self.stay = programs.enrol(self.client, track, by=counselor, at=ago(30), **stay)
        self.cora = counselor

    def row(self, model: Any, **values: Any) -> Any:
        row = model(program_id=self.cast.program, client_id=self.client.id, **values)
        db.session.add(row)
        return row

    def looked(self) -> None:
        self.row(Review, counselor_id=self.cast.cora, reviewed_at=LOOKED, seen_until=LOOKED)

    def entry(self, at: datetime, audience: Audience = Audience.NOW) -> None:
        shared_at = None if audience == Audience.ME else at
        row = self.row(Entry, submission_id=uuid4(), audience=audience, written_at=at, shared_at=shared_at)
        row.body = "words"

    def craving(self, at: datetime, strength: int | None, outcome: str | None = None) -> None:
        row = {"occurred_at": at, "received_at": at, "strength": strength, "outcome": outcome}
        self.row(Craving, submission_id=uuid4(), **row)

    def practice(self, at: datetime) -> None:
        how = {"skill_key": "halt", "skill_version": 1, "practiced_at": at}
        self.row(Practice, submission_id=uuid4(), **how)

    def check_in(self, at: datetime, *, sleep: Sleep = Sleep.FROM_7, medicine: Used = Used.YES) -> None:
        how = {"day": at.date(), "sleep": sleep, "used": Used.NO, "answered_at": at}
        row = self.row(CheckIn, submission_id=uuid4(), **how)
        row.answers = f'{{"{self.question_id}": "{medicine}"}}'

    def use(self, day: date, told: datetime | None) -> None:
        self.row(Use, submission_id=uuid4(), used_on=day, told_at=NOW, team_told_at=told)

    def session(self, at: datetime) -> None:
        how = {"title": "One-to-one", "starts_at": at, "ends_at": at + timedelta(hours=1)}
        how |= {"facilitator_id": self.cast.cora, "created_by": self.cast.cora, "created_at": ago(9)}
        self.row(Appointment, **how)

    def missed(self, at: datetime) -> None:
        mark(self.cast, group(self.cast, at), Status.ABSENT, client=self.client, at=at + timedelta(hours=2))

    def message(self, at: datetime, *, is_soon: bool = False) -> None:
        words = {"body": "words", "submission": uuid4()}
        messages.send(self.client, by=self.client, at=at, is_soon=is_soon, **words)

    def alert(self, at: datetime) -> None:
        alerts.open_alert(self.client, source=Source.CHECK_IN, subject_id=uuid4(), at=at)


def steady(one: Seed) -> None:
    """Wrote before Cora looked, and nothing since."""
    one.looked()
    one.entry(ago(2, 1))
    one.craving(ago(2.2), 4)
    one.check_in(ago(2.1))


def both(*acts: Callable[[Seed], object]) -> Callable[[Seed], None]:
    def write(one: Seed) -> None:
        steady(one)
        for act in acts:
            act(one)

    return write


def quiet(days: float, *acts: Callable[[Seed], object]) -> Callable[[Seed], None]:
    def write(one: Seed) -> None:
        one.looked()
        one.craving(ago(days), 4)
        one.entry(ago(days))
        one.practice(ago(days))
        for act in acts:
            act(one)

    return write


HEADINGS = {
    "Needs a person today": "person",
    "Meeting soon, not read yet": "soon",
    "Changed since you looked": "changed",
    "No change": "same",
}
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=20)
EARLIER_SOON = NOW + timedelta(minutes=30)
TUESDAY = date(2026, 11, 17)
UNDER_5 = Sleep.UNDER_5
# In the order in which they must stand: tier, name, what they did, the chips.
TABLE: list[tuple[str, str, Callable[[Seed], None], list[str]]] = [
    ("person", "Lee", both(lambda o: o.alert(ago(0, 3)), lambda o: o.session(LATER)), ["Safety alert Wed"]),
    (
        "person",
        "Mo",
        both(lambda o: o.alert(ago(0, 2)), lambda o: o.use(TUESDAY, ago(0, 20))),
        ["Safety alert Wed", "Use reported Tue"],
    ),
    (
        "person",
        "Pia",
        both(lambda o: o.message(ago(0, 5), is_soon=True)),
        ["Needs to talk before the next session"],
    ),
    ("soon", "Ida", both(lambda o: o.session(EARLIER_SOON), lambda o: o.practice(ago(0, 1))), ["1 practice"]),
    (
        "soon",
        "Bea",
        both(lambda o: o.session(SOON), lambda o: o.craving(ago(1), 9)),
        ["Craving 9 Tue", "Highest craving up by 5", "1 craving"],
    ),
    ("soon", "Abe", both(lambda o: o.session(SOON), lambda o: o.entry(ago(0, 2))), ["1 entry shared"]),
    (
        "changed",
        "Uma",
        both(lambda o: o.use(TUESDAY, ago(0, 20)), lambda o: o.session(LATER)),
        ["Use reported Tue"],
    ),
    (
        "changed",
        "Vic",
        both(lambda o: o.craving(ago(0, 20), 7), lambda o: o.session(LATER + timedelta(hours=1))),
        ["Highest craving up by 3", "1 craving"],
    ),
    (
        "changed",
        "Nora",
        lambda o: [o.craving(ago(9), 8), o.entry(ago(9)), o.practice(ago(2))],
        ["Craving 8 Mon, Nov 9", "1 craving", "1 practice", "1 more"],
    ),
    ("changed", "Zed", both(lambda o: o.missed(ago(1, 3))), ["Missed 1 session"]),
    (
        "changed",
        "Wyn",
        both(lambda o: o.check_in(ago(1), sleep=UNDER_5), lambda o: o.check_in(ago(0, 8), sleep=UNDER_5)),
        ["Under 5 hours of sleep, 2 nights", "2 check-ins"],
    ),
    (
        "changed",
        "Kai",
        both(
            lambda o: o.check_in(ago(1) + timedelta(minutes=1), medicine=Used.NO),
            lambda o: o.check_in(ago(0, 8), medicine=Used.NO),
        ),
        ["Medicine not taken, 2 days", "2 check-ins"],
    ),
    ("changed", "Sam", quiet(3), ["No entry 3 days"]),
    ("changed", "Ray", both(lambda o: o.message(ago(1, 1))), ["Message waits since Tue"]),
    ("same", "Gus", both(lambda o: o.session(SOON)), ["Nothing new"]),
    ("same", "Tom", both(lambda o: o.session(LATER)), ["Nothing new"]),
    (
        "same",
        "Cy",
        both(lambda o: o.use(TUESDAY, None), lambda o: o.entry(ago(0, 1), Audience.ME)),
        ["Nothing new"],
    ),
    ("same", "Dot", both(lambda o: o.missed(ago(5)), lambda o: o.message(ago(0, 3))), ["Nothing new"]),
    (
        "same",
        "Eli",
        both(lambda o: o.craving(ago(0, 4), 6), lambda o: o.check_in(ago(0, 4), sleep=UNDER_5)),
        ["1 check-in", "1 craving"],
    ),
    ("same", "Flo", quiet(4, lambda o: o.check_in(ago(0, 30))), ["1 check-in"]),
]


def seed(cast: Cast, question_id: UUID) -> dict[str, UUID]:
    """Writes the table, in another order than it stands here. Says whose id is whose."""
    ids = {}
    for _tier, name, write, _chips in reversed(TABLE):
        one = Seed(cast, name, question_id)
        write(one)
        ids[name] = one.client.id
    return ids
