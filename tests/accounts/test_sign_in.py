from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from tests.cast import PASSWORD, Cast
from tests.visitor import Visitor


def test_a_client_who_signs_in_comes_to_today(anyone: Visitor, cast: Cast) -> None:
    answer = anyone.post("/sign-in", email="Rosa@Test.example ", password=PASSWORD)
    assert answer.status_code == 303
    assert answer.location == "/today"


def test_a_wrong_password_and_an_unknown_email_read_the_same(anyone: Visitor, cast: Cast) -> None:
    wrong = anyone.post("/sign-in", email="rosa@test.example", password="not the right one at all")
    unknown = anyone.post("/sign-in", email="eve@test.example", password="not the right one at all")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("rosa@", "eve@") == unknown.text


def test_wrong_tries_make_the_same_address_wait_and_nobody_else(
    app: Flask, anyone: Visitor, cast: Cast, frozen: Any
) -> None:
    for _ in range(11):
        anyone.post("/sign-in", email="rosa@test.example", password="a wrong password here")
    assert anyone.post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 429
    at_home = Visitor(app)
    at_home.client.environ_base["REMOTE_ADDR"] = "127.0.0.2"
    assert at_home.post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 303
    frozen.shift(timedelta(minutes=16))
    assert anyone.post("/sign-in", email="rosa@test.example", password=PASSWORD).status_code == 303


def test_settings_open(rosa: Visitor, cora: Visitor) -> None:
    assert rosa.get("/settings").status_code == 200
    assert cora.get("/settings").status_code == 200


def test_old_page_keeps_text(rosa: Visitor) -> None:
    answer = rosa.post("/settings/preferences", csrf_token="", language="es")
    assert answer.status_code == 400
    assert "Save it now" in answer.text
