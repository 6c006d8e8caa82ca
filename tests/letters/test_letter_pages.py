from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Disclosure
from companion.core.db import db, new_id
from companion.programs.models import Program
from companion.records.attendance.models import Attendance
from companion.records.letters.models import Letter
from tests.cast import Cast
from tests.letters.letters import LATE_WEDNESDAY, MONDAY, RECIPIENT, ask, attend, code_on, desk, send, sign
from tests.visitor import Visitor


@pytest.fixture
def attended(app: Flask, cast: Cast) -> None:
    with app.app_context():
        attend(cast, MONDAY, 180)
        attend(cast, LATE_WEDNESDAY, 165)
        db.session.commit()


def stored(app: Flask) -> list[Letter]:
    with app.app_context():
        return list(db.session.scalars(select(Letter)))


def test_a_letter_from_asking_to_print(attended: None, cast: Cast, rosa: Visitor, cora: Visitor) -> None:
    assert "You have not asked for a letter yet." in rosa.get("/letters").text
    letter_id = ask(rosa)
    assert "Your care team has your request." in rosa.get(f"/letters/{letter_id}").text
    assert "1 letter waiting" in cora.get(f"/caseload/{cast.rosa}/brief").text
    assert RECIPIENT in cora.get(f"/caseload/{cast.rosa}/letters").text
    preview = cora.get(desk(cast, letter_id)).text
    assert "Rosa attended on 2 days from" in preview
    assert sign(cora, cast, letter_id).status_code == 303
    page = rosa.get(f"/letters/{letter_id}").text
    for words in (
        "Maple House",
        f"<bdi>{RECIPIENT}</bdi>",
        "for 5 h 45 min in all:",
        "<span>Mon, Nov 2, 2026</span> <span>3 h</span>",
        "<span>Wed, Nov 4, 2026</span> <span>2 h 45 min</span>",
        "Signed by Cora Counselor on Wed, Nov 18, 2026.",
        "This letter says dates and hours only.",
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        f"http://127.0.0.1:8000/verify/{code_on(page)}",
    ):
        assert words in page
    assert "letter waiting" not in cora.get(f"/caseload/{cast.rosa}/brief").text


def test_the_form_begins_with_the_stay_and_ends_today(rosa: Visitor) -> None:
    page = rosa.get("/letters/new").text
    assert 'value="2026-10-19"' in page
    assert 'value="2026-11-18"' in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": ""}, "Please choose one."),
        ({"kind": "friend"}, "Not a valid choice"),
        ({"recipient": ""}, "Write who the letter is for."),
        ({"recipient": "r" * 121}, "too long"),
        ({"recipient": "a\x00b"}, "cannot be saved"),
        ({"first_on": ""}, "Choose the first day."),
        ({"first_on": "2026-02-30"}, "Not a valid date"),
        ({"first_on": "1999-12-31"}, "Please check the year."),
        ({"first_on": "2025-11-17"}, "at most a year"),
        ({"first_on": "2026-11-19"}, "The last day comes before the first one."),
        ({"last_on": ""}, "Choose the last day."),
        ({"last_on": "2026-11-19"}, "The last day cannot be later than today."),
        ({"submission_id": "none"}, "This form was not complete."),
    ],
)
def test_what_cannot_be_asked_comes_back_as_it_was(
    app: Flask, rosa: Visitor, form: dict[str, str], said: str
) -> None:
    answer = send(rosa, **{"recipient": "Kept & Co", **form})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept &amp; Co" in answer.text or "recipient" in form
    assert stored(app) == []


def test_a_year_can_be_asked_for(rosa: Visitor) -> None:
    assert send(rosa, first_on="2025-11-18").status_code == 303


def test_the_same_form_twice_is_one_letter(app: Flask, rosa: Visitor) -> None:
    submission = str(new_id())
    assert ask(rosa, submission_id=submission) == ask(rosa, submission_id=submission)
    assert len(stored(app)) == 1


def test_without_a_day_nothing_can_be_signed(app: Flask, cast: Cast, rosa: Visitor, cora: Visitor) -> None:
    letter_id = ask(rosa)
    page = cora.get(desk(cast, letter_id)).text
    assert "No day was attended between these dates" in page
    assert "Sign this letter" not in page
    assert sign(cora, cast, letter_id).status_code == 409
    assert cora.post(f"{desk(cast, letter_id)}/refusal").status_code == 303
    assert "Your care team has not signed this letter." in rosa.get(f"/letters/{letter_id}").text
    assert rosa.post(f"/letters/{letter_id}/revocation").status_code == 409


def test_what_changed_since_it_was_read_is_read_again(
    attended: None, app: Flask, cast: Cast, rosa: Visitor, cora: Visitor
) -> None:
    letter_id = ask(rosa)
    for seen in ("", "x" * 64, "x" * 65, "☃"):
        answer = cora.post(f"{desk(cast, letter_id)}/signature", seen=seen)
        assert answer.status_code == 409
        assert "Please read it again." in answer.text
    assert stored(app)[0].signed_at is None


def test_a_later_correction_leaves_the_letter_as_it_is(
    attended: None, app: Flask, cast: Cast, rosa: Visitor, cora: Visitor
) -> None:
    letter_id = ask(rosa)
    sign(cora, cast, letter_id)
    before = rosa.get(f"/letters/{letter_id}").text
    with app.app_context():
        for row in db.session.scalars(select(Attendance)):
            row.minutes = 5
        db.session.commit()
    after = rosa.get(f"/letters/{letter_id}").text
    assert article(after) == article(before)
    assert "5 min" not in article(after).replace("45 min", "")


def test_the_letter_is_in_the_programs_language(
    attended: None, app: Flask, cast: Cast, rosa: Visitor, cora: Visitor
) -> None:
    with app.app_context():
        db.session.get_one(Program, cast.program).language = "es"
        db.session.commit()
    letter_id = ask(rosa)
    sign(cora, cast, letter_id)
    page = rosa.get(f"/letters/{letter_id}").text
    assert '<html lang="en"' in page
    assert 'lang="es"' in article(page)
    assert "lun, 2 de nov de 2026" in article(page)


@pytest.mark.parametrize("who", ["client", "staff"])
def test_a_letter_is_taken_back(attended: None, cast: Cast, rosa: Visitor, cora: Visitor, who: str) -> None:
    letter_id = ask(rosa)
    sign(cora, cast, letter_id)
    assert "Take this letter back" in rosa.get(f"/letters/{letter_id}").text
    assert "Take this letter back" in cora.get(desk(cast, letter_id)).text
    if who == "client":
        assert rosa.post(f"/letters/{letter_id}/revocation").status_code == 303
    else:
        assert cora.post(f"{desk(cast, letter_id)}/revocation").status_code == 303
    for page in (rosa.get(f"/letters/{letter_id}").text, cora.get(desk(cast, letter_id)).text):
        assert "took this letter back" in page or "was taken back" in page
        assert "<article" not in page


def test_an_ask_is_taken_back_before_it_is_answered(cast: Cast, rosa: Visitor, cora: Visitor) -> None:
    letter_id = ask(rosa)
    assert cora.post(f"{desk(cast, letter_id)}/revocation").status_code == 409
    assert rosa.post(f"/letters/{letter_id}/revocation").status_code == 303
    assert "You took this request back." in rosa.get(f"/letters/{letter_id}").text
    assert "The client took this request back." in cora.get(desk(cast, letter_id)).text


def test_nobody_else_reaches_a_letter(
    attended: None, app: Flask, cast: Cast, rosa: Visitor, cora: Visitor
) -> None:
    letter_id = ask(rosa)
    for name in ("omar", "wes", "ben", "ada"):
        stranger = Visitor(app, f"{name}@test.example")
        for address in (f"/letters/{letter_id}", desk(cast, letter_id), f"/caseload/{cast.rosa}/letters"):
            assert stranger.get(address).status_code == 404
        for address in (f"/letters/{letter_id}", desk(cast, letter_id)):
            for act in ("signature", "refusal", "revocation"):
                assert stranger.post(f"{address}/{act}").status_code == 404
    assert cora.get(f"/letters/{letter_id}").status_code == 404
    assert (stored(app)[0].signed_at, stored(app)[0].revoked_at) == (None, None)


def test_reading_for_signing_is_a_disclosure_too(
    attended: None, app: Flask, cast: Cast, rosa: Visitor, cora: Visitor
) -> None:
    sign(cora, cast, ask(rosa))
    with app.app_context():
        rows = db.session.scalars(select(Disclosure).where(Disclosure.client_id == cast.rosa)).all()
    assert {(row.what, row.recipient_id) for row in rows} == {
        ("counselor.letters.show_letter", cast.cora),
        ("counselor.letters.sign", cast.cora),
        ("letter", cast.rosa),
    }


def article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]
