"""Who may stay signed in, how fast somebody may guess, and which passwords are refused."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from zxcvbn.frequency_lists import FREQUENCY_LISTS

PASSWORD_LEAST = 15
PASSWORD_MOST = 256
INVITATION_LIFE = timedelta(days=7)
FREE_TRIES = 10
LONGEST_WAIT = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=24)
ADDRESS_FREE_TRIES = 60
# For how long a password that was given again speaks for the person at the screen.
CONFIRMED_FOR = timedelta(minutes=5)
# After how many minutes away a screen may lock itself, and with how few a phone of one's own stays signed in.
LOCK_MINUTES = (1, 2, 5, 15)
LONGEST_LOCK_OF_OWN_PHONE = 5
PIN_LEAST = 4
PIN_MOST = 8
# So many wrong tries, then a wait; so many again, then the password.
PIN_TRIES = 5
PIN_WAIT = timedelta(seconds=30)
CHALLENGE_LIFE = timedelta(minutes=5)
DEMO_DOMAIN = "@demo.example"


class Role(StrEnum):
    CLIENT = "client"
    COUNSELOR = "counselor"
    SUPPORTER = "supporter"
    ADMIN = "admin"


class Place(StrEnum):
    """Where Leave goes: pages that anybody may have open."""

    WEATHER = "weather"
    WIKIPEDIA = "wikipedia"
    GOOGLE = "google"


class AppName(StrEnum):
    """What the app is called on a home screen: words that anybody may have there."""

    NOTES = "notes"
    TIDES = "tides"
    DAYBOOK = "daybook"
    GARDEN = "garden"
    LISTS = "lists"


class AppIcon(StrEnum):
    """Plain shapes, each a file of ``static/app``."""

    WAVE = "wave"
    CIRCLE = "circle"
    SQUARE = "square"
    HILL = "hill"
    SUN = "sun"
    LEAF = "leaf"


# From that visit on the first page offers to put the app on the home screen; after a no, again then.
CARD_FROM_VISIT = 3
CARD_HIDDEN = timedelta(days=60)
STAFF = {Role.COUNSELOR, Role.ADMIN}


def session_limits(role: Role, *, stays: bool = False) -> tuple[timedelta, timedelta]:
    """How long a sign-in lasts: without a request, and in all; it ``stays`` on one's own phone that locks.

    Source: NIST SP 800-63B-4 section 2 (30 days at the most at AAL1), and the program's stricter choice for
    clinic desks.
    """
    if role in STAFF:
        return timedelta(minutes=15), timedelta(hours=12)
    if stays:
        return timedelta(days=30), timedelta(days=30)
    return timedelta(hours=1), timedelta(hours=24)


def is_session_over(
    role: Role, started_at: datetime, last_seen_at: datetime, now: datetime, *, stays: bool = False
) -> bool:
    idle, overall = session_limits(role, stays=stays)
    return now - last_seen_at >= idle or now - started_at >= overall


def is_away(last_seen_at: datetime, after_minutes: int, now: datetime) -> bool:
    """Whether the person has been away for so long that the screen is locked."""
    return now - last_seen_at >= timedelta(minutes=after_minutes)


def is_easy_pin(pin: str) -> bool:
    """Digits that are all the same, a pair or a half again and again, or one up or one down each time."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    halves = any(pin == pin[:size] * (len(pin) // size) for size in range(1, len(pin) // 2 + 1))
    return halves or steps in ({1}, {9})


def is_confirmed(confirmed_at: datetime | None, now: datetime) -> bool:
    """Signing in does not count: what needs this is to be done by somebody who was asked for it."""
    return confirmed_at is not None and timedelta(0) <= now - confirmed_at < CONFIRMED_FOR


def wait_after(failures: int, free: int = FREE_TRIES) -> timedelta:
    """How long to wait after that many wrong tries in a row: nothing at first, then doubling.

    It never locks for good: someone who guesses could otherwise lock the person out.
    Source: NIST SP 800-63B-4 section 3.2.2 (rate limiting).
    """
    over = failures - free
    if over < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(over, 20)), LONGEST_WAIT)


def normalize_email(email: str) -> str:
    return unicodedata.normalize("NFC", email).strip().casefold()


def is_demo_email(email: str) -> bool:
    """Whether it ends like the demo clinic's sign-ins, whose password everybody can read."""
    return normalize_email(email).endswith(DEMO_DOMAIN)


def normalize_password(password: str) -> str:
    """One code point a character, so that two keyboards give the same password."""
    return unicodedata.normalize("NFC", password)


def is_weak(password: str, *about_person: str) -> bool:
    """Whether the whole password is a known one, one character over and over, or about the person.

    Source: NIST SP 800-63B-4 section 3.1.1.2: compare the whole password, no composition rules.
    """
    folded = password.casefold()
    known = folded in _KNOWN or any(folded == part * (len(folded) // len(part)) for part in _parts(folded))
    return known or any(len(word) > 3 and word.casefold() in folded for word in about_person)


def _parts(text: str) -> list[str]:
    """The beginnings that could make up the whole text when repeated, at most a third of it long."""
    return [text[:size] for size in range(1, len(text) // 3 + 1) if len(text) % size == 0]


_KNOWN = frozenset(word for words in FREQUENCY_LISTS.values() for word in words)
