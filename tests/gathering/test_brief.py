"""Tonight's group on one screen: needs first, who practised, who comes, what each brings. Nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.audit.models import Disclosure
from companion.core.db import db, new_id
from companion.overviews.gathering import rules
from companion.overviews.gathering.rules import Needs, Tier
from companion.records.agenda import actions as agenda
from companion.records.attendance import actions as attendance
from companion.records.attendance.models import Notice, NoticeKind
from companion.records.attendance.rules import Status
from companion.records.cravings.models import Craving
from companion.records.journal.models import Audience, Entry
from companion.records.skills.models import Practice
from tests.attendance.marks import group, mark
from tests.cast import NOW, Cast
from tests.groups.rosters import join
from tests.library.test_cost import asked_of
from tests.visitor import Visitor


@pytest.fixture
def tonight(app: Flask, cast: Cast) -> UUID:
    """The group met two days ago, where a skill was taught that Rosa practised since."""
    with app.app_context():
        last, cora = group(cast, NOW - timedelta(days=2)), db.session.get_one(Person, cast.cora)
        attendance.teach(last, "halt", skill_version=1, by=cora, at=NOW - timedelta(days=2))
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
        practice = Practice(**whose, skill_key="halt", skill_version=1, practiced_at=NOW - timedelta(days=1))
        db.session.add(practice)
        found = group(cast).id
        db.session.commit()
        return found


def page(visitor: Visitor, group_id: UUID) -> str:
    answer = visitor.get(f"/groups/{group_id}/brief")
    assert answer.status_code == 200
    return answer.text


def row(text: str, who: UUID) -> str:
    found = text[text.index(f'id="p-{who}"') :].partition("</tr>")[0]
    return " ".join(re.sub("<[^>]+>", " ", f"<{found}").split())


def bring(app: Flask, cast: Cast, body: str, *, is_for_group: bool) -> None:
    with app.app_context():
        rosa = db.session.get_one(Person, cast.rosa)
        agenda.add(rosa, submission=new_id(), body=body, at=NOW, is_for_group=is_for_group)
        db.session.commit()


def test_only_what_is_marked_for_the_group_is_read(
    app: Flask, cora: Visitor, cast: Cast, tonight: UUID
) -> None:
    bring(app, cast, "the open bar", is_for_group=True)
    bring(app, cast, "only for my counselor", is_for_group=False)
    with app.app_context():
        entry = Entry(program_id=cast.program, client_id=cast.rosa, submission_id=uuid4(), written_at=NOW)
        entry.audience, entry.shared_at, entry.body = Audience.SESSION, NOW, "from the journal"
        db.session.add(entry)
        db.session.commit()
    text = page(cora, tonight)
    assert "the open bar" in row(text, cast.rosa)
    assert "only for my counselor" not in text
    assert "from the journal" not in text


def test_it_says_what_each_needs_practised_and_said(
    app: Flask, cora: Visitor, cast: Cast, tonight: UUID
) -> None:
    assert row(page(cora, tonight), cast.rosa) == "Rosa Nothing flagged No word 1 time Nothing marked"
    with app.app_context():
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": uuid4()}
        at = NOW - timedelta(hours=3)
        db.session.add(Craving(**whose, occurred_at=at, received_at=at, strength=9))
        late = Notice(**whose, appointment_id=tonight, kind=NoticeKind.LATE, reason="work", told_at=NOW)
        db.session.add(late)
        db.session.commit()
    said = row(page(cora, tonight), cast.rosa)
    assert "Craving 9" in said
    assert "Comes late: work" in said


def test_who_missed_the_last_one_is_said(app: Flask, cora: Visitor, cast: Cast) -> None:
    with app.app_context():
        mark(cast, group(cast, NOW - timedelta(days=2)), Status.ABSENT)
        tonight = group(cast).id
        db.session.commit()
    assert "Missed last time" in row(page(cora, tonight), cast.rosa)


def test_only_who_leads_the_group_reads_and_only_about_their_own(
    app: Flask, cora: Visitor, wes: Visitor, rosa: Visitor, cast: Cast, tonight: UUID
) -> None:
    text = page(cora, tonight)
    assert "Omar" not in text, "he is of the group, and another counselor's"
    assert "1 more person belongs to this group" in text
    for stranger in (wes, rosa):
        assert stranger.get(f"/groups/{tonight}/brief").status_code == 404
    with app.app_context():
        alone = group(cast, track_id=None, client_id=cast.rosa).id
        seen = db.session.scalars(select(Disclosure).where(Disclosure.what == "counselor.gathering.brief"))
        assert [(one.client_id, one.recipient_id) for one in seen] == [(cast.rosa, cast.cora)]
        db.session.commit()
    assert cora.get(f"/groups/{alone}/brief").status_code == 404


def test_who_stands_in_reads_it_for_that_day(app: Flask, wes: Visitor, cast: Cast, tonight: UUID) -> None:
    with app.app_context():
        people: Sequence[Person] = [db.session.get_one(Person, one) for one in (cast.cora, cast.wes)]
        today = NOW.date()
        access.name_cover(*people, first_on=today, last_on=today, by=people[0], at=NOW)
        db.session.commit()
    assert "Rosa" in page(wes, tonight)


def test_the_next_group_is_one_tap_from_the_caseload(cora: Visitor, wes: Visitor, tonight: UUID) -> None:
    assert "/groups/next/brief" in cora.get("/caseload").text
    assert f"/groups/{tonight}" in cora.get("/groups/next/brief").text
    assert "You lead no group that is planned." in wes.get("/groups/next/brief").text


def test_ten_people_cost_as_many_queries_as_one(app: Flask, cora: Visitor, cast: Cast, tonight: UUID) -> None:
    bring(app, cast, "the open bar", is_for_group=True)
    page(cora, tonight)
    with asked_of(app) as one:
        page(cora, tonight)
    join(app, cast, 9)
    with app.app_context():
        cora_herself, ada = (db.session.get_one(Person, who) for who in (cast.cora, cast.ada))
        for client in db.session.scalars(select(Person).where(Person.role == Role.CLIENT)):
            if client.id in (cast.rosa, cast.omar):
                continue
            access.assign(client, cora_herself, by=ada, at=NOW)
            agenda.add(client, submission=new_id(), body="mine", at=NOW, is_for_group=True)
        db.session.commit()
    with asked_of(app) as ten:
        text = page(cora, tonight)
    assert text.count('<tr id="p-') == 10
    assert len(selects(ten)) == len(selects(one))


def selects(found: list[str]) -> list[str]:
    return [one for one in found if one.startswith("SELECT")]


def test_who_needs_something_is_read_about_first() -> None:
    needs = {
        "Zoe": Needs(open_alerts=1),
        "Ann": Needs(highest=7),
        "Bob": Needs(uses=1),
        "Cid": Needs(highest=8),
        "Abe": Needs(missed_last=True),
    }
    ordered = sorted(needs, key=lambda name: rules.order(needs[name], name))
    assert ordered == ["Zoe", "Abe", "Bob", "Cid", "Ann"]
    assert Needs().tier == Tier.NO_CHANGE
