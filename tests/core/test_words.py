"""Times read as they are told in the United States, in both languages."""

from __future__ import annotations

import pytest
from flask import Flask

from companion.core import words
from tests.cast import NOW, ZONE


@pytest.mark.parametrize(("language", "said"), [("en", "5:00\u202fPM"), ("es", "5:00\u202fPM")])
def test_a_time_is_told_by_twelve_hours_and_ends_no_sentence(app: Flask, language: str, said: str) -> None:
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        assert words.clock_time(NOW, ZONE) == said
