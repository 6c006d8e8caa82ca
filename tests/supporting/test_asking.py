from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from companion.access.consents.models import Consent
from companion.access.models import Support
from companion.accounts import queries as people
from companion.accounts.models import Invitation, Person
from companion.accounts.rules import Role
from companion.core.db import db
from tests.cast import Cast
from tests.consents.giving import accept, ask, code_in
from tests.links import link_in
from tests.visitor import Visitor

NEW = "nine slow wooden boats"


def support_id_of(app: Flask, client_id: UUID, name: str = "Aunt May") -> UUID:
    with app.app_context():
        found = db.session.scalars(select(Support).where(Support.client_id == client_id)).all()
        return next(support.id for support in found if support.name == name)


def supports_there_are() -> int:
    return db.session.scalar(select(func.count()).select_from(Support)) or 0


def test_a_client_reads_who_sees_what(rosa: Visitor, omar: Visitor) -> None:
    page = rosa.get("/sharing").text
    for words in (
        "Cora Counselor",
        "They see what you log",
        "Just me",
        "Sees how to help in general, and nothing of yours.",
        "No one, by any setting",
        "Ben",
    ):
        assert words in page
    empty = omar.get("/sharing").text
    assert "You have not asked anyone yet." in empty
    assert "Ben" not in empty


def test_the_person_asked_opens_the_link_and_needs_the_code(
    app: Flask, rosa: Visitor, anyone: Visitor, cast: Cast
) -> None:
    answer = ask(rosa)
    assert "Asked. Waiting for an answer." in rosa.get("/sharing").text
    assert "may@test.example" in anyone.get(link_in(answer)).text
    assert anyone.post(link_in(answer), new_password=NEW).location == "/supporting"
    support_id = support_id_of(app, cast.rosa)
    for page in ("/supporting", f"/supporting/asks/{support_id}"):
        assert "You have an invitation" in anyone.get(page).text
        assert "Rosa" not in anyone.get(page).text
    assert anyone.get(f"/supporting/{cast.rosa}").status_code == 404
    assert accept(anyone, support_id, code_in(answer)).location == f"/supporting/{cast.rosa}"
    assert "How to help <bdi>Rosa</bdi>" in anyone.get(f"/supporting/{cast.rosa}").text


def test_the_answer_looks_the_same_whoever_has_the_email(
    app: Flask, omar: Visitor, anyone: Visitor, cast: Cast
) -> None:
    """A stranger, a supporter with an account, and people whose accounts are none of Omar's business."""
    emails = [
        "may@test.example",
        "ben@test.example",
        "rosa@test.example",
        "cora@test.example",
        "ada@test.example",
    ]
    looks = set()
    for email in emails:
        answer = ask(omar, email=email)
        assert answer.status_code == 200
        looks.add(look_of(answer.text))
        again = ask(omar, email=email)
        assert again.status_code == 422
        looks.add(look_of(again.text.replace(email, "")))
    assert len(looks) == 2
    rows = omar.get("/sharing").text
    assert rows.count("Asked. Waiting for an answer.") == len(emails)
    assert "Ben" not in rows


def look_of(page: str) -> str:
    """The page but for what is drawn by chance: the link, the code, the form's id and token."""
    page = re.sub("[0-9]{3} [0-9]{3}", "", page)
    page = re.sub(r"<svg viewBox.*?</svg>", "", page, flags=re.DOTALL)
    page = re.sub(r"/welcome/[\w-]+", "", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\"X-CSRFToken\": \"[^\"]+\"|value=\"[^\"]+\"", "", page)


def test_a_supporter_with_an_account_signs_in_to_the_second_ask(
    app: Flask, omar: Visitor, ben: Visitor, anyone: Visitor, cast: Cast
) -> None:
    path = link_in(ask(omar, email="Ben@test.example", name="Benny"))
    assert "You have an account here" in anyone.get(path).text
    assert anyone.post(path, new_password=NEW).status_code == 404
    assert "You have an invitation" in ben.get("/supporting").text
    assert "Omar" not in ben.get("/supporting").text
    with app.app_context():
        assert people.person_by_email("ben@test.example").name == "Ben"


def test_where_the_email_is_somebody_else_s_the_supporter_chooses_one(
    app: Flask, omar: Visitor, anyone: Visitor
) -> None:
    path = link_in(ask(omar, email="rosa@test.example"))
    assert "rosa@test.example" not in anyone.get(path).text
    refused = anyone.post(path, email="rosa@test.example", new_password=NEW)
    assert refused.status_code == 422
    assert anyone.post(path, email="may@test.example", new_password=NEW).location == "/supporting"
    assert Visitor(app, "rosa@test.example").get("/settings").status_code == 200


def test_a_second_client_s_link_does_not_open_what_the_first_one_began(
    app: Flask, rosa: Visitor, omar: Visitor, anyone: Visitor
) -> None:
    first, second = link_in(ask(rosa)), link_in(ask(omar))
    assert anyone.get(first).status_code == 200
    assert anyone.post(second, email="may2@test.example", new_password=NEW).status_code == 303
    assert anyone.get("/supporting").text.count("You have an invitation") == 1


def test_the_same_form_sent_twice_is_one_ask(app: Flask, rosa: Visitor) -> None:
    submission = str(uuid4())
    first, second = (ask(rosa, submission_id=submission) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert link_in(first) != link_in(second)
    with app.app_context():
        assert supports_there_are() == 2
        assert db.session.scalar(select(func.count()).where(Person.role == Role.SUPPORTER)) == 2


def test_another_client_s_ask_as_the_form_s_id_is_not_found(app: Flask, omar: Visitor, cast: Cast) -> None:
    hers = support_id_of(app, cast.rosa, "Ben")
    assert ask(omar, submission_id=str(hers)).status_code == 404


def test_nobody_is_asked_twice_while_it_lasts(app: Flask, rosa: Visitor, cast: Cast) -> None:
    answer = ask(rosa, email="BEN@test.example")
    assert answer.status_code == 422
    assert "You asked this person already. They are on your list." in answer.text
    rosa.post(f"/sharing/{support_id_of(app, cast.rosa, 'Ben')}/end")
    assert ask(rosa, email="BEN@test.example").status_code == 200


def test_off_the_list_means_that_the_page_about_the_client_closes(
    app: Flask, rosa: Visitor, ben: Visitor, cast: Cast
) -> None:
    support_id = support_id_of(app, cast.rosa, "Ben")
    assert ben.get("/supporting").location == f"/supporting/{cast.rosa}"
    assert rosa.post(f"/sharing/{support_id}/end").location == "/sharing"
    assert ben.get(f"/supporting/{cast.rosa}").status_code == 404
    page = ben.get("/supporting").text
    assert "Rosa" not in page
    assert "Nothing is shared right now. Here is how to help in general." in page
    assert "Ben" not in rosa.get("/sharing").text
    assert rosa.post(f"/sharing/{support_id}/end").status_code == 404


def test_stop_ends_a_link_that_nobody_used(app: Flask, rosa: Visitor, anyone: Visitor, cast: Cast) -> None:
    path = link_in(ask(rosa))
    rosa.post(f"/sharing/{support_id_of(app, cast.rosa)}/end")
    assert anyone.get(path).status_code == 404


def test_an_ask_that_ended_does_not_come_back_with_the_same_form(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    submission = str(uuid4())
    ask(rosa, submission_id=submission)
    rosa.post(f"/sharing/{submission}/end")
    assert ask(rosa, submission_id=submission).location == "/sharing"
    assert "Aunt May" not in rosa.get("/sharing").text


def test_another_client_cannot_stop_it(app: Flask, omar: Visitor, cast: Cast) -> None:
    assert omar.post(f"/sharing/{support_id_of(app, cast.rosa, 'Ben')}/end").status_code == 404


BAD = [
    ("submission_id", "x"),
    ("name", ""),
    ("name", "n" * 81),
    ("relation", ""),
    ("relation", "r\x00"),
    ("relation", "r" * 41),
    ("email", ""),
    ("email", "nobody"),
    ("email", "e" * 250 + "@x.example"),
    ("email", "someone@demo.example"),
    ("is_adult", ""),
    ("scopes", "journal"),
    ("purpose", "spying"),
    ("days", "366"),
    ("days", "x"),
    ("signature", ""),
    ("password", "not this one at all"),
]


@pytest.mark.parametrize(("field", "value"), BAD)
def test_what_does_not_fit_is_refused_and_kept(app: Flask, rosa: Visitor, field: str, value: str) -> None:
    answer = ask(rosa, **{field: value})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert field in ("name", "signature") or 'value="Aunt May"' in answer.text
    with app.app_context():
        assert supports_there_are() == 1
        assert db.session.scalars(select(Consent)).all() == []
        assert db.session.scalars(select(Invitation)).all() == []


def test_what_the_client_wrote_is_sealed(app: Flask, rosa: Visitor, cast: Cast) -> None:
    ask(rosa, name="Tía مريم 🌱")
    with app.app_context():
        support = db.session.get_one(Support, support_id_of(app, cast.rosa, "Tía مريم 🌱"))
        stored = b"".join(filter(None, [support.name_sealed, support.email_sealed, support.relation_sealed]))
        assert not any(word.encode() in stored for word in ("Tía", "may@", "Aunt"))
