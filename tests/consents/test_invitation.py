"""The two halves of an invitation, and the notice: who can accept, where, and how often one may guess."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access import notice
from companion.access.consents.models import NoticeAcceptance, SupportCode
from companion.access.models import Support
from companion.core.db import db
from companion.programs import queries as programs
from tests.cast import NOW, PASSWORD, Cast
from tests.consents.giving import accept, ask, code_in, support_of
from tests.links import link_in
from tests.visitor import Visitor

NEW = "nine slow wooden boats"
NOT_HERE = "This does not work here. Please try it on another phone or computer."


def newest_ask(app: Flask, cast: Cast) -> UUID:
    with app.app_context():
        chosen = select(Support).where(Support.client_id == cast.rosa).order_by(Support.asked_at.desc())
        return db.session.scalars(chosen).first().id


@pytest.fixture
def invited(app: Flask, rosa: Visitor, anyone: Visitor, cast: Cast) -> tuple[Visitor, UUID, str]:
    """Somebody with a new account, and the code that Rosa has for them."""
    answer = ask(rosa)
    anyone.post(link_in(answer), new_password=NEW)
    return anyone, newest_ask(app, cast), code_in(answer)


def test_five_wrong_codes_end_it_and_the_right_one_comes_too_late(
    app: Flask, rosa: Visitor, invited: tuple[Visitor, UUID, str]
) -> None:
    may, support_id, code = invited
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(4):
        answer = may.post(f"/supporting/asks/{support_id}/code", code=wrong)
        assert answer.status_code == 422
        assert "This is not the code." in answer.text
        assert "Rosa" not in answer.text
    assert may.get(f"/supporting/asks/{support_id}").status_code == 200
    assert may.post(f"/supporting/asks/{support_id}/code", code=wrong).status_code == 422
    assert may.post(f"/supporting/asks/{support_id}/code", code=code).status_code == 404
    assert "You have an invitation" not in may.get("/supporting").text
    assert "The invitation ended without an answer." in rosa.get("/sharing").text


def test_a_new_code_begins_again_and_the_one_before_is_none(
    app: Flask, rosa: Visitor, invited: tuple[Visitor, UUID, str]
) -> None:
    may, support_id, old = invited
    new = code_in(rosa.post(f"/sharing/{support_id}/link"))
    if new != old:
        assert may.post(f"/supporting/asks/{support_id}/code", code=old).status_code == 422
    spaced = f"{new[:3]}-{new[3:]} "
    assert may.post(f"/supporting/asks/{support_id}/code", code=spaced).status_code == 303


def test_after_seven_days_it_is_over(
    app: Flask, frozen: time_machine.Traveller, invited: tuple[Visitor, UUID, str]
) -> None:
    _, support_id, code = invited
    frozen.move_to(NOW + timedelta(days=7))
    may = Visitor(app)
    may.post("/sign-in", email="may@test.example", password=NEW)
    assert may.post(f"/supporting/asks/{support_id}/code", code=code).status_code == 404


def test_the_notice_is_read_before_a_yes_and_the_yes_is_logged(
    app: Flask, invited: tuple[Visitor, UUID, str], cast: Cast
) -> None:
    may, support_id, code = invited
    early = may.post(f"/supporting/asks/{support_id}/acceptance", is_read="y")
    assert early.location == f"/supporting/asks/{support_id}"
    may.post(f"/supporting/asks/{support_id}/code", code=code)
    page = may.get(f"/supporting/asks/{support_id}").text
    for words in (notice.STATEMENT, *notice.UNLESS, notice.GENERAL, notice.SHORT, 'lang="en"', "Rosa"):
        assert words in page
    assert may.post(f"/supporting/asks/{support_id}/acceptance").status_code == 422
    assert may.get(f"/supporting/{cast.rosa}").status_code == 404
    assert may.post(f"/supporting/asks/{support_id}/acceptance", is_read="y").status_code == 303
    with app.app_context():
        row = db.session.scalars(
            select(NoticeAcceptance).where(NoticeAcceptance.support_id == support_id)
        ).one()
        assert (row.version, row.language, row.accepted_at) == ("2024", "en", NOW)


def test_who_was_here_before_the_notice_reads_it_first(app: Flask, ben: Visitor, cast: Cast) -> None:
    with app.app_context():
        db.session.delete(db.session.scalars(select(NoticeAcceptance)).one())
        db.session.commit()
    address = f"/supporting/{cast.rosa}/notice"
    assert ben.get(f"/supporting/{cast.rosa}").location == address
    assert ben.post(address).status_code == 422
    assert ben.post(address, is_read="y").location == f"/supporting/{cast.rosa}"
    assert ben.get(f"/supporting/{cast.rosa}").status_code == 200


def test_each_page_of_a_supporter_carries_the_short_notice(app: Flask, ben: Visitor, cast: Cast) -> None:
    for address in (f"/supporting/{cast.rosa}", f"/supporting/{cast.rosa}/notice"):
        assert notice.SHORT in ben.get(address).text
    ben.post(f"/supporting/{cast.rosa}/leave")
    assert notice.SHORT in ben.get("/supporting").text


def test_a_browser_that_was_the_client_s_cannot_accept_and_reads_no_reason(
    app: Flask, anyone: Visitor, cast: Cast
) -> None:
    """The client signs out, and somebody takes up the phone."""
    anyone.post("/sign-in", email="rosa@test.example", password=PASSWORD)
    answer = ask(anyone)
    support_id = newest_ask(app, cast)
    anyone.post("/sign-out")
    refused = anyone.post(link_in(answer), new_password=NEW)
    assert refused.status_code == 409
    assert NOT_HERE in refused.text
    elsewhere = Visitor(app)
    elsewhere.post(link_in(answer), new_password=NEW)
    anyone.post("/sign-in", email="may@test.example", password=NEW)
    for verb in ("code", "acceptance"):
        refused = anyone.post(f"/supporting/asks/{support_id}/{verb}", code=code_in(answer), is_read="y")
        assert refused.status_code == 409
        assert "Rosa" not in refused.text
    assert accept(elsewhere, support_id, code_in(answer)).location == f"/supporting/{cast.rosa}"


def test_another_client_s_browser_is_as_good_as_any(
    app: Flask, rosa: Visitor, anyone: Visitor, cast: Cast
) -> None:
    answer = ask(rosa)
    anyone.post("/sign-in", email="omar@test.example", password=PASSWORD)
    anyone.post("/sign-out")
    assert anyone.post(link_in(answer), new_password=NEW).location == "/supporting"


def test_the_client_reads_that_a_supporter_was_in_their_browser(
    app: Flask, anyone: Visitor, cast: Cast
) -> None:
    note = "They have signed in on a phone or computer that you use, too."
    anyone.post("/sign-in", email="rosa@test.example", password=PASSWORD)
    assert note not in anyone.get("/sharing").text
    anyone.post("/sign-out")
    anyone.post("/sign-in", email="ben@test.example", password=PASSWORD)
    anyone.post("/sign-out")
    anyone.post("/sign-in", email="rosa@test.example", password=PASSWORD)
    assert note in anyone.get("/sharing").text


def test_the_browser_s_word_is_the_same_kind_for_everyone(app: Flask, cast: Cast) -> None:
    words = set()
    for name in ("rosa", "ben", "cora", "ada"):
        cookie = Visitor(app, f"{name}@test.example").client.get_cookie("browser")
        assert cookie is not None
        assert len(cookie.value) == 22
        words.add(cookie.value)
    assert len(words) == 4


def test_only_hashes_of_the_link_and_the_code_are_kept(
    app: Flask, invited: tuple[Visitor, UUID, str]
) -> None:
    _, support_id, code = invited
    with app.app_context():
        row = db.session.scalars(select(SupportCode).where(SupportCode.support_id == support_id)).one()
        assert code.encode() not in row.code_hash
        assert len(row.code_hash) == 32


def test_the_words_to_send_name_neither_the_program_nor_what_it_is_for(
    app: Flask, rosa: Visitor, cast: Cast
) -> None:
    words = ask(rosa).text.split("<q>")[1].split("</q>")[0]
    with app.app_context():
        assert programs.program(cast.program).name not in words
        assert support_of(cast)
    for word in ("recovery", "treatment", "counselor", "craving", "program", "clinic"):
        assert word not in words.lower()
