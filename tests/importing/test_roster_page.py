"""The page that takes a roster: one client a row, as spreadsheets save them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from companion.access.models import CareTeamMember
from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.core.db import db
from companion.programs.models import Enrolment
from tests.cast import NOW, Cast
from tests.importing.desk import bring_roster, preview, stored, use
from tests.importing.files import HEADER, roster
from tests.visitor import Visitor

NOOR = "Noor,noor@mail.example,Evening,2026-11-23,2027-02-15,Cora Counselor"
SAM = "Sam,+1 555 010 0199,evening,11/24/2026,2/16/2027,wes@test.example"
TWO = roster(NOOR, SAM)


def clients_in(app: Flask) -> dict[str, tuple[str | None, date, date, str]]:
    """What came of each row: by name, the email, the days and with whom."""
    with app.app_context():
        found = db.session.execute(
            select(Person, Enrolment, CareTeamMember.counselor_id)
            .join(Enrolment, Enrolment.client_id == Person.id)
            .join(CareTeamMember, CareTeamMember.client_id == Person.id)
            .where(Person.role == Role.CLIENT)
        )
        return {
            one.name: (
                one.email,
                stay.started_on,
                stay.planned_end_on,
                db.session.get_one(Person, counselor_id).name,
            )
            for one, stay, counselor_id in found
            if one.name not in ("Rosa", "Omar")
        }


WANTED = {
    "Noor": ("noor@mail.example", date(2026, 11, 23), date(2027, 2, 15), "Cora Counselor"),
    "Sam": ("", date(2026, 11, 24), date(2027, 2, 16), "Wes Counselor"),
}


def test_the_preview_says_who_would_come_and_does_nothing(ada: Visitor, app: Flask) -> None:
    before = stored(app)
    said = preview(ada, bring_roster(ada, TWO))
    assert "Will be added 2" in said
    assert (
        "Noor Line 2 · Will be added Evening, with Cora Counselor, "
        "from Mon, Nov 23, 2026 to Mon, Feb 15, 2027." in said
    )
    assert "They write their email when they use the link. The phone number is not kept." in said
    assert stored(app) == before


def test_using_it_takes_them_in(ada: Visitor, cora: Visitor, app: Flask) -> None:
    said = use(ada, bring_roster(ada, TWO))
    assert "Each counselor can now hand over a sign-in link from the page of each new client." in said
    found = clients_in(app)
    assert {name: (email or "", *rest) for name, (email, *rest) in found.items()} == WANTED
    assert "Noor" in cora.get("/caseload").text


@pytest.mark.parametrize("days", [0, 200])
def test_the_same_file_again_changes_nothing(ada: Visitor, app: Flask, frozen: Traveller, days: int) -> None:
    use(ada, bring_roster(ada, TWO))
    rows = stored(app)
    frozen.move_to(NOW + timedelta(days=days))
    ada = Visitor(app, "ada@test.example")
    said = preview(ada, bring_roster(ada, TWO))
    assert "Here already 2" in said
    assert "Nothing would change." in said
    assert stored(app) == rows | {"events": rows["events"] + 1}, "only her sign-in was noted"


def test_a_longer_file_adds_just_who_is_new(ada: Visitor, app: Flask) -> None:
    use(ada, bring_roster(ada, roster(NOOR)))
    brought = bring_roster(ada, TWO)
    assert "Will be added 1 Here already 1" in preview(ada, brought)
    use(ada, brought)
    assert set(clients_in(app)) == {"Noor", "Sam"}


@pytest.mark.parametrize(
    "changed",
    [
        NOOR.replace("2027-02-15", "2027-03-15"),
        NOOR.replace("Cora", "Wes"),
        NOOR.replace("Noor,", "Nora,"),
    ],
)
def test_who_is_here_with_other_details_is_not_changed(ada: Visitor, app: Flask, changed: str) -> None:
    use(ada, bring_roster(ada, roster(NOOR)))
    before = clients_in(app)
    said = preview(ada, bring_roster(ada, roster(changed)))
    assert "Skipped They are here with other details. Change those on the client’s page." in said
    assert "Nothing would change." in said
    assert clients_in(app) == before


@pytest.mark.parametrize(
    "second", [NOOR, NOOR.replace("Noor,noor@", "Nora,NOOR@"), NOOR.replace("Evening", "evening ")]
)
def test_a_row_that_is_there_twice_counts_once(ada: Visitor, app: Flask, second: str) -> None:
    brought = bring_roster(ada, roster(NOOR, second))
    assert "Line 3 · Skipped A row above has the same person or the same email." in preview(ada, brought)
    use(ada, brought)
    assert set(clients_in(app)) == {"Noor"}


@pytest.mark.parametrize("email", ["cora@test.example", "BEN@test.example", "somebody@demo.example"])
def test_an_email_of_somebody_else_cannot_be_used(ada: Visitor, app: Flask, email: str) -> None:
    said = preview(ada, bring_roster(ada, roster(NOOR.replace("noor@mail.example", email), SAM)))
    assert "Line 2 · Skipped This email can’t be used here." in said
    assert "Will be added 1" in said


@pytest.mark.parametrize(
    "written",
    [
        TWO.encode(),
        b"\xef\xbb\xbf" + TWO.encode(),
        TWO.replace(",", ";").encode(),
        TWO.replace(",", "\t").replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbfsep=;\r\n" + TWO.replace(",", ";").replace("\n", "\r\n").encode(),
        f"\n{TWO}\n,,,,,\n".encode(),
        "\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in TWO.split("\n")[:3]).encode(),
        TWO.replace(HEADER, "Nombre que usa,Correo o teléfono,Turno,Inicio,Fin previsto,Consejera").encode(),
        (
            b"Counselor,Notes,End date,Start date,Track,Phone,Email,Client\n"
            b"Cora Counselor,,2027-02-15,2026-11-23,Evening,,noor@mail.example,Noor\n"
            b"wes@test.example,new,2/16/2027,11/24/2026,evening,+1 555 010 0199,,Sam\n"
        ),
    ],
    ids=["plain", "mark", "semicolons", "tabs", "Excel", "empty rows", "quotes", "Spanish", "other order"],
)
def test_rows_as_spreadsheets_save_them(ada: Visitor, app: Flask, written: bytes) -> None:
    use(ada, bring_roster(ada, written))
    assert {name: (email or "", *rest) for name, (email, *rest) in clients_in(app).items()} == WANTED


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('"=HYPERLINK(""https://evil.example"",""Noor"")"', '=HYPERLINK("https://evil.example","Noor")'),
        ("@SUM(1+1)", "@SUM(1+1)"),
        ('"Noor, the\nsecond"', "Noor, the second"),
        ("<b>Noor</b>", "<b>Noor</b>"),
        ("Zoé", "Zoé"),
    ],
)
def test_a_cell_is_text_and_nothing_else(ada: Visitor, app: Flask, cell: str, name: str) -> None:
    brought = bring_roster(ada, roster(NOOR.replace("Noor", cell, 1), SAM))
    page = ada.get(brought.location).text
    assert "<b>Noor" not in page
    assert f"Line {4 if 'second' in name else 3}" in page
    use(ada, brought)
    assert set(clients_in(app)) == {name, "Sam"}


def test_a_roster_stays_with_who_brought_it(ada: Visitor, cora: Visitor, app: Flask, cast: Cast) -> None:
    brought = bring_roster(ada, TWO)
    assert cora.get(brought.location).status_code in (403, 404)
    with app.app_context():
        other = db.session.get_one(Person, cast.wes)
        other.role = Role.ADMIN
        db.session.commit()
    second = Visitor(app, "wes@test.example")
    assert second.get(brought.location).status_code == 404
    assert second.post(f"{brought.location}/application").status_code == 404


def test_the_rows_are_sealed_where_they_are_kept_and_let_go_when_used(ada: Visitor, app: Flask) -> None:
    brought = bring_roster(ada, TWO)

    def kept() -> list[bytes | None]:
        with app.app_context():
            return list(db.session.execute(db.text("select content_sealed from uploads")).scalars())

    (text,) = kept()
    assert text
    assert b"noor" not in bytes(text)
    use(ada, brought)
    (text,) = kept()
    assert not text
