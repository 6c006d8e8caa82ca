from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.audit import trail
from companion.core.db import db
from companion.records.cravings.models import Craving
from tests.cast import NOW, Cast
from tests.visitor import Visitor


def log(visitor: Visitor, strength: str = "7", **form: str) -> str:
    answer = visitor.post("/cravings/new", strength=strength, submission_id=str(uuid4()), **form)
    assert answer.status_code == 303
    return str(answer.location.split("/")[2])


def only_craving(app: Flask) -> Craving:
    with app.app_context():
        return db.session.scalars(select(Craving)).one()


def test_two_taps_save_a_craving(app: Flask, rosa: Visitor, cast: Cast) -> None:
    assert "/cravings/new" in rosa.get("/today").text
    log(rosa, "7")
    craving = only_craving(app)
    assert (craving.client_id, craving.strength, craving.occurred_at) == (cast.rosa, 7, NOW)


def test_not_sure_stores_no_number(app: Flask, rosa: Visitor) -> None:
    log(rosa, "unsure")
    assert only_craving(app).strength is None


def test_the_same_form_twice_is_one_craving(app: Flask, rosa: Visitor) -> None:
    form = {"strength": "7", "submission_id": str(uuid4())}
    first, second = rosa.post("/cravings/new", **form), rosa.post("/cravings/new", **form)
    assert first.location == second.location
    assert only_craving(app).strength == 7


def test_two_people_may_send_the_same_id(app: Flask, rosa: Visitor, omar: Visitor) -> None:
    form = {"strength": "7", "submission_id": str(uuid4())}
    assert rosa.post("/cravings/new", **form).location != omar.post("/cravings/new", **form).location


@pytest.mark.parametrize(
    "form",
    [
        {"strength": "11"},
        {"strength": "-1"},
        {"strength": ""},
        {"strength": "seven"},
        {"strength": "7\x00"},
        {"strength": "7", "submission_id": "not an id"},
        {"strength": "7", "occurred": "2027-01-01T10:00"},
        {"strength": "7", "occurred": "2026-10-01T10:00"},
        {"strength": "7", "occurred": "yesterday"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    app: Flask, rosa: Visitor, form: dict[str, str]
) -> None:
    answer = rosa.post("/cravings/new", **{"submission_id": str(uuid4()), **form})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Craving)) == 0


def test_an_earlier_craving_is_typed_in_the_client_s_own_time(app: Flask, rosa: Visitor) -> None:
    assert "datetime-local" in rosa.get("/cravings/new?earlier=1").text
    log(rosa, "5", occurred="2026-11-17T21:30")
    assert only_craving(app).occurred_at.isoformat() == "2026-11-18T02:30:00+00:00"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("3", "It went from 7 to 3. You rode it out."),
        ("7", "Still at 7. That is OK."),
        ("9", "It went up. That can happen."),
        ("unsure", "Your entry is saved."),
    ],
)
def test_the_wave_ends_with_honest_words(rosa: Visitor, after: str, said: str) -> None:
    craving = log(rosa)
    answer = rosa.post(f"/cravings/{craving}/after", strength=after, skill="urge-surf")
    assert said in rosa.get(answer.location).text


def test_the_skill_between_the_two_numbers_is_kept(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    page = rosa.get(f"/cravings/{craving}/do/paced-breath")
    assert 'name="skill" value="paced-breath"' in page.text
    rosa.post(f"/cravings/{craving}/after", strength="3", skill="paced-breath")
    assert only_craving(app).skill_key == "paced_breath"


def test_a_made_up_skill_is_refused(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    answer = rosa.post(f"/cravings/{craving}/after", strength="3", skill="x" * 60)
    assert answer.status_code == 422
    assert only_craving(app).rated_at is None


def test_a_changed_number_keeps_the_first_one(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa, "7")
    assert "Saved. You picked 7." in rosa.get(f"/cravings/{craving}/choose").text
    rosa.post(f"/cravings/{craving}/change", strength="4")
    assert "Saved. You picked 4." in rosa.get(f"/cravings/{craving}/choose").text
    with app.app_context():
        row = db.session.scalars(select(Craving)).one()
        assert [content for _, content in trail.versions_of(row)] == [
            {"strength": 7, "occurred_at": NOW.isoformat()}
        ]


def test_what_set_it_off_and_what_happened_are_kept(app: Flask, rosa: Visitor) -> None:
    craving = log(rosa)
    words = "Payday 💸 و"
    form = {"triggers": ["payday", "people"], "outcome": "reached_out", "note": words}
    assert rosa.post(f"/cravings/{craving}", **form).status_code == 303
    row = only_craving(app)
    with app.app_context():
        assert (row.trigger_keys, row.outcome, row.note) == (["payday", "people"], "reached_out", words)


@pytest.mark.parametrize(
    "form",
    [{"triggers": "nonsense"}, {"outcome": "nonsense"}, {"note": "x" * 2001}, {"note": "a\x00b"}],
)
def test_details_that_cannot_be_keep_what_was_typed(rosa: Visitor, form: dict[str, str]) -> None:
    craving = log(rosa)
    answer = rosa.post(f"/cravings/{craving}", **{"note": "My own words", **form})
    assert answer.status_code == 422
    assert "My own words" in answer.text or "note" in form


def test_using_is_met_with_thanks_and_nothing_resets(rosa: Visitor) -> None:
    craving = log(rosa)
    answer = rosa.post(f"/cravings/{craving}", outcome="used", note="")
    assert "Thank you for being honest." in rosa.get(answer.location).text


def test_a_strong_craving_offers_a_person_first(rosa: Visitor) -> None:
    strong = rosa.get(f"/cravings/{log(rosa, '8')}/choose").text
    assert "Want to talk to a person?" in strong
    assert strong.index("tel:988") < strong.index("/do/")
    assert "tel:988" not in rosa.get(f"/cravings/{log(rosa, '7')}/choose").text


def test_another_client_finds_nothing(rosa: Visitor, omar: Visitor) -> None:
    craving = log(rosa)
    for path in ("", "/choose", "/after", "/change", "/do/halt"):
        assert omar.get(f"/cravings/{craving}{path}").status_code == 404
    assert omar.post(f"/cravings/{craving}/after", strength="1").status_code == 404


def test_my_cravings_lists_them_page_by_page(rosa: Visitor) -> None:
    assert "Nothing here yet." in rosa.get("/cravings").text
    for _ in range(21):
        log(rosa)
    first = rosa.get("/cravings").text
    assert first.count('href="/cravings/0') == 20
    older = first.split('href="/cravings?before=')[1].split('"')[0]
    assert rosa.get(f"/cravings?before={older}").text.count('href="/cravings/0') == 1
