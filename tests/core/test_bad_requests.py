"""What no page of ours sends is refused with a page that can be read, and never with a 500."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest

from companion.app import LARGEST_BODY
from companion.core.web import local_path
from tests.visitor import Visitor

TARGETS = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/today\r\nSet-Cookie: a=b",
    "/\nLocation: https://evil.example",
    "//evil.example/%2e%2e",
    "today",
    "",
    "/\x00",
]


@pytest.mark.parametrize("target", TARGETS)
def test_the_language_switch_leads_nowhere_else(anyone: Visitor, target: str) -> None:
    answer = anyone.client.get(f"/language/es?to={quote(target)}")
    assert answer.status_code == 303
    assert answer.location == "/"
    assert "a=b" not in str(answer.headers)


@pytest.mark.parametrize("target", ["/today", "/caseload?sort=name", "/help#breathe", "/"])
def test_the_language_switch_leads_back_to_the_page(anyone: Visitor, target: str) -> None:
    assert anyone.client.get(f"/language/es?to={quote(target)}").location == target
    assert local_path(target) == target


def test_a_language_that_is_not_there_changes_nothing(anyone: Visitor) -> None:
    answer = anyone.client.get("/language/xx?to=/help")
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("body", ['{"email": "a"}', "[" * 100_000, "not json at all"])
def test_a_json_body_is_refused_unread(anyone: Visitor, body: str) -> None:
    answer = anyone.client.post("/sign-in", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_json_is_refused_on_a_page_that_is_only_read(rosa: Visitor) -> None:
    nested = "[" * 50_000 + "]" * 50_000
    answer = rosa.client.get("/settings", data=nested, content_type="application/vnd.api+json")
    assert answer.status_code == 400


def test_a_body_that_is_too_large_is_refused_with_a_page(rosa: Visitor) -> None:
    answer = rosa.post("/settings/preferences", language="x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413
    assert "too long to save" in answer.text


def test_a_body_just_below_the_limit_is_read(rosa: Visitor) -> None:
    answer = rosa.post("/settings/preferences", language="x" * (LARGEST_BODY - 1000))
    assert answer.status_code == 422


@pytest.mark.parametrize(("count", "status"), [(190, 303), (201, 413)])
def test_a_form_of_hundreds_of_fields_is_refused(rosa: Visitor, count: int, status: int) -> None:
    more = {f"field{number}": "x" for number in range(count - 3)}
    answer = rosa.post("/settings/preferences", language="es", theme="dark", **more)
    assert answer.status_code == status


def test_a_file_where_a_form_is_expected_does_no_harm(rosa: Visitor) -> None:
    form = {"csrf_token": rosa.token(), "language": (BytesIO(b"es"), "es.txt"), "theme": "dark"}
    answer = rosa.client.post("/settings/preferences", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422


def test_a_broken_multipart_body_does_no_harm(rosa: Visitor) -> None:
    headers = {"Content-Type": "multipart/form-data"}
    assert rosa.client.post("/settings/preferences", data=b"--x\r\n", headers=headers).status_code == 400


@pytest.mark.parametrize("text", ["a\x00b@test.example", "a\x1bb@test.example", "a\x7fb@test.example"])
def test_a_character_that_cannot_be_saved_is_said_beside_its_field(anyone: Visitor, text: str) -> None:
    answer = anyone.post("/sign-in", email=text, password="whatever it may be")
    assert answer.status_code == 422
    assert "cannot be saved" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "NONSENSE"])
def test_an_unknown_method_is_refused(rosa: Visitor, method: str) -> None:
    answer = rosa.client.open("/settings", method=method)
    assert answer.status_code == 405
    assert "That does not work here" in answer.text


def test_head_answers_as_get_does_without_the_page(rosa: Visitor) -> None:
    answer = rosa.client.head("/settings")
    assert (answer.status_code, answer.data) == (200, b"")
    assert rosa.client.head("/no-such-page").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/%ff%fe",
        "/welcome/%0d%0aSet-Cookie:%20a=b",
        "/cravings/not-an-id",
        "/" + "x" * 4000,
        "/help?a=%ff",
    ],
)
def test_an_odd_address_is_no_error_of_ours(rosa: Visitor, address: str) -> None:
    answer = rosa.client.get(address)
    assert answer.status_code < 500
    assert "a=b" not in str(answer.headers)
