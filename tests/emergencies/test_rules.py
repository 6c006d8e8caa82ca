"""What counts as a reason, and for how long a record opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.access.emergencies import rules
from tests.cast import NOW


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", False),
        ("overdose", False),
        ("1234567890123456789", False),
        ("he fell at the bus st", True),
        (" " * 40, False),
        ("aaaaaaaaaaaaaaaaaaaaaaaaa", False),
        ("......................", False),
        ("short" + " " * 30, False),
        ("Se cayó y no responde, llamó el hospital", True),
    ],
)
def test_a_reason_says_something_in_twenty_characters(words: str, wanted: bool) -> None:
    assert rules.has_reason(words) is wanted


def test_a_record_opens_for_an_hour() -> None:
    assert rules.expires_at(NOW) - NOW == timedelta(minutes=60)
