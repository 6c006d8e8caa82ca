"""The helplines that come with the app. A program can change each, and add its own.

Source: clinical facts, section 4.1. A line whose number was not seen at its own source stays off until a
program has checked it. 988 and 911 are not in this list: no setting can take them off a page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """``text_to`` and ``text_word`` are for lines that answer texts."""

    key: str
    phone: str = ""
    text_to: str = ""
    text_word: str = ""
    is_shown: bool = True
    is_on_help_now: bool = False


SAMHSA = "samhsa"
KNOWN = (
    Known(SAMHSA, "+1-800-662-4357", is_on_help_now=True),
    Known("poison", "+1-800-222-1222"),
    Known("safespot", "+1-800-972-0590"),
    Known("crisis_text", text_to="741741", text_word="HOME", is_shown=False),
    Known("never_alone", "+1-800-484-3731", is_shown=False),
    Known("home_violence", "+1-800-799-7233", is_shown=False),
)
BY_KEY = {one.key: one for one in KNOWN}
