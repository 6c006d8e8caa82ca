"""What a client is reminded of at a moment, from what they chose and what is so.

Source: the product's own rules: off until chosen, one a day besides sessions, nothing from 9 PM to 8 AM where
the client is, a pause of seven days.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo


class Kind(StrEnum):
    SESSION = "session"
    CHECK_IN = "check_in"
    PRACTICE = "practice"
    MEASURE = "measure"
    MESSAGE = "message"


class Way(StrEnum):
    APP = "app"
    EMAIL = "email"
    PUSH = "push"
    SMS = "sms"


class Level(StrEnum):
    """How much a reminder says where others may see it: nothing, or what it is about."""

    PLAIN = "plain"
    CLEAR = "clear"


# In minutes before a session.
LEADS = (1440, 120, 30)
USUAL_LEADS = (120,)
USUAL_CHECK_IN = time(18)
QUIET_FROM, QUIET_UNTIL = time(21), time(8)
PAUSE = timedelta(days=7)
UNREAD_FOR = timedelta(hours=1)
CODE_LIFE = timedelta(minutes=15)
CODE_TRIES = 5
CODES_A_DAY = 5
# Of what is due on one day besides sessions, the first of these is said.
ORDER = (Kind.MESSAGE, Kind.MEASURE, Kind.CHECK_IN, Kind.PRACTICE)
AT_THE_CHOSEN_HOUR = {Kind.CHECK_IN, Kind.PRACTICE}
# Words that end text messages, in English and Spanish; carriers ask for the first ones.
STOPS = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "ALTO", "PARAR"}


@dataclass(frozen=True)
class Choices:
    """``kinds`` are those that the client turned on for at least one way."""

    kinds: frozenset[Kind]
    leads: tuple[int, ...] = USUAL_LEADS
    check_in_at: time = USUAL_CHECK_IN
    paused_until: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """``waiting`` names, for each kind besides sessions, what waits: the same words for the same thing."""

    sessions: Sequence[tuple[UUID, datetime]] = ()
    waiting: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True)
class Due:
    kind: Kind
    subject: str
    session_at: datetime | None = None


def is_quiet(now: datetime, zone: str) -> bool:
    """From 9 PM to 8 AM by the client's clock."""
    here = now.astimezone(ZoneInfo(zone)).time()
    return here >= QUIET_FROM or here < QUIET_UNTIL


def is_silent(choices: Choices, now: datetime, zone: str) -> bool:
    is_paused = choices.paused_until is not None and now < choices.paused_until
    return is_paused or is_quiet(now, zone)


def due(
    choices: Choices,
    facts: Facts,
    now: datetime,
    zone: str,
    sent: Collection[tuple[Kind, str]],
    *,
    is_day_taken: bool,
) -> list[Due]:
    """What to remind of now. ``sent`` is what was; ``is_day_taken``: today's one besides sessions was."""
    if is_silent(choices, now, zone):
        return []
    found = [one for one in _sessions(choices, facts, now) if (one.kind, one.subject) not in sent]
    return found if is_day_taken else found + _of_the_day(choices, facts, now, zone, sent)


def _sessions(choices: Choices, facts: Facts, now: datetime) -> list[Due]:
    """Of several lead times that have come, only the shortest: one session is not said twice at once."""
    if Kind.SESSION not in choices.kinds:
        return []
    found = []
    for session_id, at in facts.sessions:
        come = [lead for lead in choices.leads if at - timedelta(minutes=lead) <= now < at]
        if come:
            found.append(Due(Kind.SESSION, f"{session_id}:{min(come)}", at))
    return found


def _of_the_day(
    choices: Choices, facts: Facts, now: datetime, zone: str, sent: Collection[tuple[Kind, str]]
) -> list[Due]:
    has_hour_come = now.astimezone(ZoneInfo(zone)).time() >= choices.check_in_at
    for kind in ORDER:
        if kind not in choices.kinds or (kind in AT_THE_CHOSEN_HOUR and not has_hour_come):
            continue
        for waiting, subject in facts.waiting:
            if waiting == kind and (kind, subject) not in sent:
                return [Due(kind, subject)]
    return []


def normalize_phone(text: str) -> str | None:
    """As gateways want it (E.164), or None. Ten digits are a number of the United States or Canada."""
    digits = "".join(re.findall("[0-9]", text))
    if text.strip().startswith("+"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if len(digits) == 11 and digits.startswith("1"):
        return f"+{digits}"
    return f"+1{digits}" if len(digits) == 10 else None


def says_stop(text: str) -> bool:
    """Whether an answer to a text message ends them: the word alone, however it is written."""
    return re.sub("[^A-Z]", "", text.upper()) in STOPS
