"""What goes wrong is logged with its place and kind, and never with an address or a person's words."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from companion.accounts import queries as people
from tests.visitor import Visitor

WORDS = "a kingfisher at dawn"


def break_down(*arguments: object, **options: object) -> None:
    raise ValueError(WORDS) from RuntimeError(WORDS)


def test_a_mistake_of_ours_names_its_place_and_kind_only(
    app: Flask, anyone: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(people, "open_invitation", break_down)
    secret = "an-invitation-that-nobody-may-read"
    with caplog.at_level(logging.DEBUG):
        assert anyone.get(f"/welcome/{secret}").status_code == 500
        assert anyone.post(f"/welcome/{secret}").status_code == 500
    assert "Unhandled ValueError at GET public.account.new_person\n" in caplog.text
    assert "Unhandled ValueError at POST public.account.create_person\n" in caplog.text
    assert "in break_down" in caplog.text
    assert secret not in caplog.text
    assert WORDS not in caplog.text
    assert [record.exc_info for record in caplog.records if record.exc_info] == []


def test_a_mistake_before_a_place_is_known_is_logged_too(
    app: Flask, anyone: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = [break_down, *app.before_request_funcs.get(None, [])]
    monkeypatch.setitem(app.before_request_funcs, None, first)
    assert anyone.client.get(f"/nowhere/{WORDS}").status_code == 500
    assert "Unhandled ValueError at GET an unknown address\n" in caplog.text
    assert WORDS not in caplog.text


def test_a_page_that_is_not_there_and_a_wrong_host_are_not_logged(
    anyone: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        anyone.get("/calendar/a-secret.ics")
        anyone.client.get("/calendar/a-secret.ics", headers={"Host": "elsewhere.example"})
    assert "a-secret" not in caplog.text
