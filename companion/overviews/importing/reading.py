"""Reading a file that somebody brings: its text, and what is wrong with it, by line.

This and the other readers know neither the web nor the database.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

LARGEST_FILE = 2 * 1024 * 1024
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Some programs fold a line in the middle of a letter: the fold goes behind it.
FOLD_IN_LETTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})(\r?\n[ \t])([\x80-\xbf]{1,3})")


class Problem(StrEnum):
    """Why a file cannot be used. ``problems`` has the sentences."""

    TOO_LARGE = "too large"
    NOT_UTF8 = "not UTF-8"
    CONTROL = "control character"
    EMPTY = "empty"
    NOT_CALENDAR = "not a calendar"
    NO_COLON = "no colon"
    LOOSE_FOLD = "continues nothing"
    WRONG_END = "ends what is not open"
    NEVER_ENDS = "never ends"
    NO_START = "no start"
    BAD_TIME = "not a time"
    BAD_LENGTH = "not a length"
    BAD_RULE = "not a rule"
    BAD_NUMBER = "not a number"
    NO_ZONE = "unknown zone"
    TOO_MANY_ZONES = "too many zones"
    TOO_MANY_EVENTS = "too many events"
    TOO_MANY_SESSIONS = "too many sessions"
    NO_COLUMN = "no such column"
    COLUMN_TWICE = "column twice"
    BAD_QUOTES = "quotes"
    TOO_MANY_CELLS = "too many cells"
    TOO_MANY_ROWS = "too many rows"
    NO_ROWS = "no rows"
    NO_NAME = "no name"
    NAME_TOO_LONG = "name too long"
    NO_CONTACT = "no contact"
    BAD_EMAIL = "not an email"
    BAD_PHONE = "not a phone number"
    BAD_DATE = "not a date"
    START_FAR = "start far away"
    END_BEFORE = "ends before the start"
    END_FAR = "ends far away"
    NO_TRACK = "unknown track"
    TWO_TRACKS = "two tracks"
    NO_COUNSELOR = "unknown counselor"
    TWO_COUNSELORS = "two counselors"
    NO_PLACES = "no places"
    TOO_MANY_PLACES = "too many places"


class Broken(Exception):
    """The file cannot be used. Lines count from 1; ``said`` is what stands there."""

    def __init__(self, problem: Problem, line: int, **said: str) -> None:
        super().__init__(f"Line {line}: {problem}.")
        self.problem, self.line, self.said = problem, line, said


def text_of(content: bytes) -> str:
    """The file's text with plain line ends, and no mark at its beginning. Raises ``Broken``."""
    if len(content) > LARGEST_FILE:
        raise Broken(Problem.TOO_LARGE, 1)
    content = FOLD_IN_LETTER.sub(rb"\1\3\2", content.removeprefix(b"\xef\xbb\xbf"))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Broken(Problem.NOT_UTF8, content.count(b"\n", 0, error.start) + 1) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_controls(text)
    if not text.strip():
        raise Broken(Problem.EMPTY, 1)
    return text


def one_line(text: str) -> str:
    """One way to write each letter, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _refuse_controls(text: str) -> None:
    """PostgreSQL cannot store a NUL, a terminal obeys some of the others, and no program writes them."""
    found = CONTROL.search(text)
    if found:
        raise Broken(Problem.CONTROL, text.count("\n", 0, found.start()) + 1)
