"""What every answer says to the browser, whether it is a page, an error, a redirect or a file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from companion.app import create_app
from companion.core.headers import HEADERS, POLICY
from tests.conftest import settings_for
from tests.visitor import Visitor

ANSWERS = [
    ("/sign-in", 200),
    ("/help", 200),
    ("/", 200),
    ("/today", 303),
    ("/leave", 303),
    ("/no-such-page", 404),
    ("/sign-out", 405),
]
WANTED = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Robots-Tag",
}


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_has_the_whole_set(anyone: Visitor, address: str, status: int) -> None:
    answer = anyone.get(address)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in WANTED} == HEADERS
    assert {"HX-Request", "Cookie"} <= set(answer.vary)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_signed_in_page_and_its_fragment_are_never_stored(rosa: Visitor) -> None:
    for answer in (rosa.get("/settings"), rosa.get("/today"), rosa.get("/no-such-page")):
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in POLICY.split(";"))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert not re.search(r"unsafe|https?:|\*|blob:", POLICY)


def test_a_static_file_is_guarded_and_kept_by_its_content(anyone: Visitor) -> None:
    page = anyone.get("/sign-in").text
    files = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert files
    for file in files:
        assert re.search(r"\?v=[0-9a-f]{12}$", file), f"{file} would be kept for a year under an old address"
        answer = anyone.client.get(file, buffered=True)
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert {name: answer.headers.get(name) for name in WANTED} == HEADERS
        assert "Set-Cookie" not in answer.headers


def test_no_page_names_another_server(anyone: Visitor, rosa: Visitor) -> None:
    for page in (anyone.get("/sign-in"), anyone.get("/help"), rosa.get("/today")):
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)


def test_over_https_the_browser_is_told_to_stay_there(app: Flask, database_url: str) -> None:
    assert "Strict-Transport-Security" not in app.test_client().get("/sign-in").headers
    secure = create_app(replace(settings_for(database_url), base_url="https://localhost"))
    answer = secure.test_client().get("/sign-in", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1@evil.example", ""])
def test_a_host_that_is_not_ours_is_refused(anyone: Visitor, host: str) -> None:
    answer = anyone.client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
