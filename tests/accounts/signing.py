"""Signing in and out as Rosa, on as many devices as a test needs."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

from tests.cast import PASSWORD
from tests.visitor import Visitor


def is_signed_in(visitor: Visitor) -> bool:
    answer = visitor.client.get("/settings")
    assert answer.status_code == 200 or answer.location == "/sign-in"
    return answer.status_code == 200


def sign_in(visitor: Visitor) -> str:
    assert sign_in_answer(visitor, PASSWORD).status_code == 303
    return cookie_of(visitor)


def sign_in_answer(visitor: Visitor, password: str) -> TestResponse:
    return visitor.post("/sign-in", email="rosa@test.example", password=password)


def cookie_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("companion")
    assert cookie
    return cookie.value


def with_cookie(visitor: Visitor, value: str) -> Visitor:
    copy = Visitor(visitor.client.application)
    copy.client.set_cookie("companion", value)
    return copy


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]
