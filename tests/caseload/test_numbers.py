"""Every number on the brief is what plain SQL counts, on a client who logged much."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import text

from companion.core.db import db
from tests.caseload.rich import fill
from tests.cast import NOW, ZONE, Cast
from tests.visitor import Visitor

MET = """
    select starts_at from attendances
    where client_id = :rosa and status in ('here', 'late', 'left_early') order by starts_at desc
"""
CRAVINGS = """
    select strength, strength_after, skill_key from cravings
    where client_id = :rosa and removed_at is null and occurred_at >= :since and occurred_at < :until
"""
GROUPS = """
    select count(*), sum(case when status in ('here', 'late', 'left_early') then 1 else 0 end)
    from attendances join appointments on appointments.id = attendances.appointment_id
    where attendances.client_id = :rosa and track_id is not null
    and attendances.starts_at > :since and attendances.starts_at <= :until
"""


def rows(sql: str, cast: Cast, **more: Any) -> list[Any]:
    postgres = db.engine.dialect.name == "postgresql"
    rosa = cast.rosa if postgres else cast.rosa.hex
    moments = {name: at if postgres else at.strftime("%Y-%m-%d %H:%M:%S.%f") for name, at in more.items()}
    return list(db.session.execute(text(sql), {"rosa": rosa, **moments}).all())


def moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("UTC"))


def two_windows(cast: Cast) -> list[tuple[datetime, datetime]]:
    """Cora leads every session here, so they met at each that Rosa came to."""
    found = rows(MET, cast)
    met = [moment(at) for (at,) in found]
    return [(met[0], NOW), (met[1], met[0])]


def cravings(cast: Cast, since: datetime, until: datetime) -> list[Any]:
    """Nothing is logged in the very moment in which a window ends."""
    return rows(CRAVINGS, cast, since=since, until=until)


def groups(cast: Cast, since: datetime, until: datetime) -> str:
    found = rows(GROUPS, cast, since=since, until=until)
    ((of, done),) = found
    return f"{done} of {of}" if of else "none"


def practice(cast: Cast, since: datetime, until: datetime) -> str:
    """Asked for three times a week all the time, in part for part of a week."""
    found = rows(
        "select count(*) from practices where client_id = :rosa and skill_key = 'urge_surf'"
        " and practiced_at >= :since and practiced_at <= :until",
        cast,
        since=since,
        until=until,
    )
    asked = max(1, round(3 * (until - since) / timedelta(days=7)))
    return f"{found[0][0]} of {asked}"


def check_ins(cast: Cast, first: date, last: date, *, is_today: bool) -> str:
    days = [str(one)[:10] for (one,) in rows("select day from check_ins where client_id = :rosa", cast)]
    wanted = [first + timedelta(days=number) for number in range((last - first).days)]
    wanted += [last] if is_today and last.isoformat() in days else []
    done = sum(one.isoformat() in days for one in wanted)
    return f"{done} of {len(wanted)}" if wanted else "none"


def drop(found: list[Any]) -> tuple[str, int]:
    falls = [before - after for before, after, skill in found if skill and None not in (before, after)]
    return (str(round(sum(falls) / len(falls), 1)) if falls else "none"), len(falls)


def expected(cast: Cast) -> list[str]:
    (since, now), (before, _) = two_windows(cast)
    recent = cravings(cast, since, now)
    earlier = cravings(cast, before, since)
    highest = [
        str(max((one for one, *_ in found if one is not None), default="none")) for found in (recent, earlier)
    ]
    (fell, rated), (fell_before, _) = drop(recent), drop(earlier)
    days = [at.astimezone(ZoneInfo(ZONE)).date() for at in (before, since, now)]
    return [
        f"Cravings {len(recent)} was {len(earlier)}",
        f"Highest {highest[0]} was {highest[1]}",
        f"Drop after a skill {fell} was {fell_before}" + (f", {rated} rated" if rated else ""),
        (
            f"Check-ins {check_ins(cast, days[1], days[2], is_today=True)}"
            f" was {check_ins(cast, days[0], days[1], is_today=False)}"
        ),
        f"Groups {groups(cast, since, now)} was {groups(cast, before, since)}",
        f"Practice {practice(cast, since, now)} was {practice(cast, before, since)}",
    ]


@pytest.mark.parametrize("seed", range(12))
def test_every_number_is_what_a_fresh_query_counts(app: Flask, cora: Visitor, cast: Cast, seed: int) -> None:
    with app.app_context():
        fill(cast, seed)
        wanted = expected(cast)
    page = cora.get(f"/caseload/{cast.rosa}/brief").text
    tiles = re.findall(r"<dt>.*?</div>", page, re.DOTALL)
    found = [" ".join(re.sub("<[^>]+>", " ", tile).split()).replace(" ,", ",") for tile in tiles]
    assert found == wanted


def test_the_squares_are_the_last_ten_marks(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        fill(cast, 3)
        found = rows(
            "select status from attendances where client_id = :rosa order by starts_at desc limit 10", cast
        )
    letters = {"here": "P", "late": "L", "left_early": "L", "excused": "E", "absent": "A"}
    page = cora.get(f"/caseload/{cast.rosa}/brief").text
    assert re.findall(r'class="sq"[^>]*>(\w)', page) == [letters[one] for (one,) in found][::-1]
