"""The link that a page shows once, read off it as the person who gets it would."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

BASE = "http://127.0.0.1:8000"


def link_in(answer: TestResponse) -> str:
    """The link's path on this site."""
    found = re.search(rf'value="{BASE}(/welcome/[\w-]+)"', answer.get_data(as_text=True))
    assert found, "There is no link on this page."
    return found[1]
