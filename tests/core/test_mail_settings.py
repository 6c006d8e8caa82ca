from __future__ import annotations

import pytest

from companion.core import mail

GOOD = {"COMPANION_SMTP_HOST": "mail.example.org", "COMPANION_SMTP_FROM": "app@example.org"}


def test_without_a_server_nothing_is_wrong_and_nothing_leaves() -> None:
    assert mail.read({}) == (None, [])


def test_a_server_is_spoken_to_encrypted_unless_it_is_on_this_machine() -> None:
    server, problems = mail.read(GOOD)
    assert problems == []
    assert server is not None
    assert (server.host, server.port, server.is_encrypted) == ("mail.example.org", 587, True)
    near, _ = mail.read({**GOOD, "COMPANION_SMTP_HOST": "127.0.0.1", "COMPANION_SMTP_STARTTLS": "no"})
    assert near is not None
    assert not near.is_encrypted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", ""),
        ("PORT", "smtp"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("FROM", ""),
        ("FROM", "nobody"),
        ("USER", "app"),
        ("PASSWORD", "secret"),
        ("STARTTLS", "maybe"),
        ("STARTTLS", "no"),
    ],
)
def test_a_wrong_setting_is_named_and_a_password_is_not_repeated(name: str, value: str) -> None:
    server, problems = mail.read({**GOOD, f"COMPANION_SMTP_{name}": value})
    assert server is None
    assert problems
    assert "secret" not in str(problems)


def test_the_password_is_in_no_traceback() -> None:
    given = {**GOOD, "COMPANION_SMTP_USER": "app", "COMPANION_SMTP_PASSWORD": "tell nobody"}
    server, _ = mail.read(given)
    assert "tell nobody" not in repr(server)
