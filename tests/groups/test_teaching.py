from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.attendance import queries
from companion.records.attendance.models import Taught
from companion.records.attendance.rules import Status
from companion.records.skills.models import Practice
from tests.attendance.marks import group, mark
from tests.cast import NOW, Cast
from tests.groups.rosters import row_of, tap, words_of
from tests.schedule.plans import person
from tests.visitor import Visitor

JUST_NOW = NOW - timedelta(minutes=5)


def planned(app: Flask, cast: Cast, *starts_at: Any, **changes: Any) -> list[str]:
    with app.app_context():
        found = [group(cast, each, **changes) for each in starts_at]
        db.session.commit()
        return [f"/groups/{one.id}" for one in found]


@pytest.fixture
def tonight(app: Flask, cast: Cast) -> str:
    return planned(app, cast, JUST_NOW)[0]


def practise(app: Flask, cast: Cast, who: UUID, at: Any, key: str = "urge_surf") -> None:
    with app.app_context():
        row = Practice(program_id=cast.program, client_id=who, submission_id=uuid4(), skill_key=key)
        row.skill_version, row.practiced_at = 1, at
        db.session.add(row)
        db.session.commit()


def taught(app: Flask) -> list[str]:
    with app.app_context():
        return [row.skill_key for row in db.session.scalars(select(Taught))]


def test_a_tap_says_a_skill_was_taught_and_another_takes_it_back(
    cora: Visitor, app: Flask, cast: Cast, tonight: str
) -> None:
    assert 'name="taught" value="urge_surf" aria-pressed="false"' in cora.get(tonight).text
    answer = cora.post(f"{tonight}/taught", taught="urge_surf")
    assert (answer.status_code, answer.location) == (303, f"{tonight}#taught")
    assert 'name="not_taught" value="urge_surf" aria-pressed="true"' in cora.get(tonight).text
    again = cora.post(f"{tonight}/taught", htmx=True, taught="urge_surf")
    assert again.text.lstrip().startswith('<section id="taught"')
    assert taught(app) == ["urge_surf"]
    for _ in range(2):
        assert cora.post(f"{tonight}/taught", not_taught="urge_surf").status_code == 303
    assert taught(app) == []


@pytest.mark.parametrize("sent", [{}, {"taught": "juggling"}, {"not_taught": "x" * 20_000}])
def test_what_is_no_skill_is_refused(cora: Visitor, app: Flask, tonight: str, sent: dict[str, str]) -> None:
    assert cora.post(f"{tonight}/taught", **sent).status_code == 422
    assert taught(app) == []


def test_who_came_finds_the_skill_on_the_start_page_and_who_did_not_does_not(
    cora: Visitor, rosa: Visitor, omar: Visitor, cast: Cast, tonight: str
) -> None:
    tap(cora, tonight, cast.rosa, "late")
    tap(cora, tonight, cast.omar, "excused")
    assert "Ride the wave" not in rosa.get("/today").text
    cora.post(f"{tonight}/taught", taught="urge_surf")
    page = rosa.get("/today").text
    assert "From today’s group Ride the wave" in words_of(page)
    assert 'href="/practice/new?skill=urge-surf"' in page
    assert "urge-surf" not in omar.get("/today").text
    tap(cora, tonight, cast.rosa, "absent")
    assert "urge-surf" not in rosa.get("/today").text


def test_the_card_goes_when_she_has_practised_that_skill_after_it_was_taught(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast, tonight: str, frozen: Any
) -> None:
    tap(cora, tonight, cast.rosa, "here")
    practise(app, cast, cast.rosa, NOW - timedelta(hours=1))
    cora.post(f"{tonight}/taught", taught="urge_surf")
    frozen.shift(timedelta(minutes=20))
    practise(app, cast, cast.rosa, NOW + timedelta(minutes=10), key="halt")
    assert "urge-surf" in rosa.get("/today").text
    practise(app, cast, cast.rosa, NOW + timedelta(minutes=15))
    assert "urge-surf" not in rosa.get("/today").text


def test_the_card_stays_until_the_next_group_begins(
    cora: Visitor, rosa: Visitor, app: Flask, cast: Cast, frozen: Any
) -> None:
    yesterday, _ = planned(app, cast, JUST_NOW - timedelta(days=1), NOW + timedelta(minutes=10))
    planned(app, cast, NOW - timedelta(hours=2), cancelled_at=NOW - timedelta(hours=3))
    tap(cora, yesterday, cast.rosa, "here")
    cora.post(f"{yesterday}/taught", taught="urge_surf")
    assert "From your last group Ride the wave" in words_of(rosa.get("/today").text)
    frozen.shift(timedelta(minutes=10))
    assert "urge-surf" not in rosa.get("/today").text


def test_the_next_roster_says_how_many_practised_and_never_who(
    cora: Visitor, app: Flask, cast: Cast, tonight: str, frozen: Any
) -> None:
    with app.app_context():
        before = group(cast, NOW - timedelta(days=2))
        for who in (cast.rosa, cast.omar):
            mark(cast, before, Status.HERE, client=person(who))
        db.session.add(
            Taught(
                program_id=cast.program,
                appointment_id=before.id,
                skill_key="urge_surf",
                taught_by=cast.cora,
                taught_at=NOW - timedelta(days=2),
            )
        )
        db.session.commit()
    assert "Last time: Ride the wave. 0 of 2 who were there practiced it." in words_of(cora.get(tonight).text)
    practise(app, cast, cast.rosa, NOW - timedelta(days=3))
    practise(app, cast, cast.omar, NOW - timedelta(days=1))
    practise(app, cast, cast.omar, NOW - timedelta(hours=1))
    page = cora.get(tonight).text
    assert "1 of 2 who were there practiced it." in words_of(page)
    assert "practiced" not in row_of(page, cast.rosa) + row_of(page, cast.omar)


def test_a_make_up_is_added_from_what_own_clients_missed(
    cora: Visitor, wes: Visitor, app: Flask, cast: Cast
) -> None:
    with app.app_context():
        sunday, long_ago = group(cast, NOW - timedelta(days=3)), group(cast, NOW - timedelta(weeks=5))
        absence = mark(cast, sunday, Status.ABSENT)
        mark(cast, long_ago, Status.ABSENT)
        mark(cast, sunday, Status.ABSENT, client=person(cast.omar))
        day = group(cast, JUST_NOW, track_id=other_track(cast), minutes=90)
        db.session.commit()
        address, missed, absence_id = f"/groups/{day.id}", sunday.id, str(absence.id)
    page = cora.get(address).text
    assert page.count("<option") == 2
    assert f'value="{absence_id}">Rosa: Sun, Nov 15' in page
    assert cora.post(f"{address}/make-ups", missed="").status_code == 422
    assert cora.post(f"{address}/make-ups", missed=str(uuid4())).status_code == 422
    assert cora.post(f"{address}/make-ups", missed=absence_id).location == f"{address}#p-{cast.rosa}"
    with app.app_context():
        row = queries.attendances_at(UUID(address.rpartition("/")[2]))[cast.rosa]
        assert (row.makes_up_id, row.counts_on, row.minutes) == (missed, date(2026, 11, 15), 90)
    page = cora.get(address).text
    assert "Makes up a missed session" in row_of(page, cast.rosa)
    assert "missed a session in the last 4 weeks" in page
    undone = cora.post(f"{address}/marks/undo", htmx=True, person=str(cast.rosa))
    assert undone.headers["HX-Redirect"] == address
    assert f"p-{cast.rosa}" not in cora.get(address).text


def other_track(cast: Cast) -> UUID:
    from companion.programs.models import Track

    track = Track(program_id=cast.program, name="Day")
    db.session.add(track)
    db.session.flush()
    return track.id
