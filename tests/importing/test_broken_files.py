"""A broken file is used for nothing, and the answer names its line."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.core.db import db
from companion.overviews.importing import actions
from companion.overviews.importing.actions import enrol
from companion.records.imports.models import Upload
from companion.records.schedule import planning
from tests.cast import Cast
from tests.importing.desk import bring_calendar, bring_roster, preview, stored, words
from tests.importing.files import EVENING, HEADER, calendar, event, roster
from tests.visitor import Visitor

BARE = calendar(EVENING, zones="")
ROW = "Noor,noor@mail.example,Evening,2026-11-23,2027-02-15,Cora Counselor"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1: The file is empty."),
        (" \n\n", "Line 1: The file is empty."),
        ("Name,Email\nRosa,", "Line 1: This is not a calendar file. It begins with BEGIN:VCALENDAR."),
        ("BEGIN:VEVENT\nEND:VEVENT", "Line 1: This is not a calendar file."),
        (" BEGIN:VCALENDAR", "Line 1: The line begins with a space"),
        (BARE.replace("SUMMARY:", "SUMMARY "), "Line 7: “SUMMARY Evening group” cannot be read"),
        (
            BARE.replace("END:VEVENT\n", ""),
            "Line 12: “END:VCALENDAR” ends what is not open. “BEGIN:VEVENT” of line 5",
        ),
        (BARE.replace("END:VCALENDAR", ""), "Line 1: “BEGIN:VCALENDAR” has no END. The file may be cut off."),
        (BARE.replace("DTSTART", "DTSTAMP"), "Line 5: The event that begins here has no start (DTSTART)."),
        (
            BARE.replace("20261123T180000", "20261131T180000"),
            "Line 9: “20261131T180000” is not a day or a time.",
        ),
        (BARE.replace("20261123T180000", "20261123T1800"), "Line 9: “20261123T1800” is not a day or a time."),
        (
            BARE.replace("20261123T180000", "00261123T180000"),
            "Line 9: “00261123T180000” is not a day or a time.",
        ),
        (calendar(event(DTEND="", DURATION="an hour"), zones=""), "Line 9: “an hour” does not say how long"),
        (
            calendar(event(RRULE="every Monday"), zones=""),
            "Line 10: “every Monday” is not a rule for repeating.",
        ),
        (
            calendar(event(RRULE="FREQ=DAILY;UNTIL=2026ZZ"), zones=""),
            "Line 10: “FREQ=DAILY;UNTIL=2026ZZ” is not",
        ),
        (calendar(event(SEQUENCE="new"), zones=""), "Line 10: “new” is not a number."),
        (calendar(event(EXDATE="20261123,later"), zones=""), "Line 10: “later” is not a day or a time."),
        (
            BARE.replace("New_York", "Springfield"),
            "Line 9: There is no time zone “America/Springfield”, and the",
        ),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:Jos\xe9\r\n", "Line 2: A letter here is not written in UTF-8."),
        (BARE.encode("utf-16"), "Line 1: A letter here is not written in UTF-8."),
        (BARE.replace("Room 2", "Room\0 2"), "Line 8: There is a character that cannot be saved."),
        (BARE.replace("Room 2", "Room\x1b[31m"), "Line 8: There is a character that cannot be saved."),
        (b"x" * (2 * 1024 * 1024 + 1), "Line 1: The file is larger than 2 MB."),
        (
            calendar(*[event(str(one)) for one in range(2001)], zones=""),
            "Line 12005: The file has more than 2,000",
        ),
        (
            calendar(
                *[event(str(one), RRULE="FREQ=DAILY", SUMMARY=f"Group {one}") for one in range(13)], zones=""
            ),
            "With this event there are more than 10,000 sessions. Bring the file in parts.",
        ),
    ],
)
def test_a_broken_calendar(ada: Visitor, app: Flask, cast: Cast, text: str | bytes, sentence: str) -> None:
    before = stored(app)
    answer = bring_calendar(ada, cast, text)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "There is a problem" in answer.text
    assert stored(app) == before
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Upload)) == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1: The file is empty."),
        (HEADER, "Line 1: There is nobody below the names of the columns."),
        (roster(ROW, header=HEADER.replace("Track", "Trick")), "Line 1: There is no column “Track”."),
        (
            roster(ROW, header="Name,Track,Start,End,Counselor"),
            "Line 1: There is no column “Email or phone”.",
        ),
        (roster(ROW, header=f"{HEADER},Track"), "Line 1: The column “Track” is there twice."),
        (roster(ROW, f"{ROW},more"), "Line 3: This row has more cells than the first row has names."),
        (roster(ROW, "Noor"), "Line 3: There is neither an email nor a phone number."),
        (roster(ROW, '"Noor "N",x'), "Line 3: The quotes in this row do not match."),
        (roster(ROW, '"Noor'), "Line 3: The quotes in this row do not match."),
        (roster(ROW, ROW.replace("Noor", " ")), "Line 3: The name is missing."),
        (roster(ROW.replace("Noor", "N" * 81)), "is too long. Use at most 80 characters."),
        (
            roster(ROW.replace("noor@mail.example", "")),
            "Line 2: There is neither an email nor a phone number.",
        ),
        (roster(ROW.replace("noor@mail.example", "noor@")), "Line 2: “noor@” is not an email."),
        (roster(ROW.replace("noor@mail.example", "call me")), "Line 2: “call me” is not a phone number."),
        (roster(ROW.replace("2026-11-23", "2026-02-30")), "Line 2: “2026-02-30” is not a date."),
        (roster(ROW.replace("2026-11-23", "23.11.2026")), "Line 2: “23.11.2026” is not a date."),
        (roster(ROW.replace("2026-11-23", "")), "Line 2: “” is not a date."),
        (
            roster(ROW.replace("2026-11-23", "2024-11-23")),
            "Line 2: The start 2024-11-23 is more than a year away.",
        ),
        (
            roster(ROW.replace("2027-02-15", "2026-11-23")),
            "Line 2: The planned end 2026-11-23 does not come after",
        ),
        (
            roster(ROW.replace("2027-02-15", "2029-11-23")),
            "Line 2: The planned end 2029-11-23 is more than two",
        ),
        (roster(ROW, ROW.replace("Evening", "Dawn")), "Line 3: There is no track called “Dawn”."),
        (roster(ROW.replace("Cora Counselor", "Nobody")), "Line 2: There is no counselor “Nobody”."),
        (
            roster(ROW.replace("Cora Counselor", "rosa@test.example")),
            "There is no counselor “rosa@test.example”.",
        ),
        (roster(ROW).encode().replace(b"Noor", b"Jos\xe9"), "Line 2: A letter here is not written in UTF-8."),
        (roster(ROW).replace("Noor", "No\0or"), "Line 2: There is a character that cannot be saved."),
        (roster(*[ROW] * 501), "Line 502: The file has more than 500 rows. Bring it in parts."),
    ],
)
def test_a_broken_roster(ada: Visitor, app: Flask, text: str | bytes, sentence: str) -> None:
    before = stored(app)
    answer = bring_roster(ada, text)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert stored(app) == before


def test_without_a_file_or_with_choices_that_are_none(ada: Visitor, cast: Cast) -> None:
    answer = bring_calendar(ada, cast, BARE, track="none", facilitator="")
    assert answer.status_code == 422
    assert "Please choose one from the list." in answer.text
    assert str(cast.ada) not in answer.text
    for address in ("calendar", "roster"):
        answer = ada.post(f"/admin/import/{address}", calendar="no file", roster="no file")
        assert answer.status_code == 422
        assert "Please choose a file." in answer.text


def test_far_too_large_a_file_is_not_even_read(ada: Visitor, cast: Cast) -> None:
    assert bring_calendar(ada, cast, b"x" * (8 * 1024 * 1024)).status_code == 413


@pytest.mark.parametrize("then", ["create_series", "enrol"])
def test_a_fault_half_way_stores_nothing(
    ada: Visitor, app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    """The second of two is stored, and then the machine fails."""
    if then == "enrol":
        second = ROW.replace("noor@", "sam@").replace("Noor", "Sam")
        brought, place, real = bring_roster(ada, roster(ROW, second)), actions, enrol
    else:
        two = calendar(EVENING, event())
        brought, place, real = bring_calendar(ada, cast, two), planning, planning.create_series
    assert "Will be added 2" in preview(ada, brought)
    before, calls = stored(app), []

    def fail(*arguments: object, **options: object) -> object:
        found = real(*arguments, **options)
        calls.append(found)
        if len(calls) == 2:
            raise OSError
        return found

    monkeypatch.setattr(place, then, fail)
    assert ada.post(f"{brought.location}/application").status_code == 500
    assert stored(app) == before
    monkeypatch.undo()
    assert "Will be added 2" in preview(ada, brought)
