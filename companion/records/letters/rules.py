"""What an attendance letter says, how its code is written, and how it stands.

Source for the alphabet: Crockford's base32, which leaves out I, L, O and U and reads what looks alike.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKS_LIKE = str.maketrans("OIL", "011", " -\t\u2010\u2011\u2013")
CODE_LETTERS, CODE_BITS, GROUP = 16, 80, 4
MOST_DAYS = 366
EARLIEST = date(2000, 1, 1)


class Kind(StrEnum):
    """For whom the letter is."""

    COURT = "court"
    EMPLOYER = "employer"
    SCHOOL = "school"
    OTHER = "other"


class State(StrEnum):
    WAITING = "waiting"
    SIGNED = "signed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


def state(signed_at: datetime | None, declined_at: datetime | None, revoked_at: datetime | None) -> State:
    if revoked_at:
        return State.TAKEN_BACK
    if declined_at:
        return State.DECLINED
    return State.SIGNED if signed_at else State.WAITING


@dataclass(frozen=True)
class Facts:
    """All that the letter says, besides whom it is for. ``days`` are the days attended, with minutes."""

    program: str
    client: str
    first_on: date
    last_on: date
    days: tuple[tuple[date, int], ...]
    language: str
    signed_by: str = ""
    signed_on: date | None = None

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.days)

    @property
    def digest(self) -> str:
        """What a person has looked at, to tell whether it is still the same."""
        return hashlib.sha256(self.written.encode()).hexdigest()

    @property
    def written(self) -> str:
        return json.dumps(asdict(self), default=date.isoformat, ensure_ascii=False)

    def signed(self, by: str, on: date) -> Facts:
        return replace(self, signed_by=by, signed_on=on)


def read(written: str) -> Facts:
    said: dict[str, Any] = json.loads(written)
    for name in ("first_on", "last_on", "signed_on"):
        said[name] = date.fromisoformat(said[name]) if said[name] else None
    said["days"] = tuple((date.fromisoformat(day), minutes) for day, minutes in said["days"])
    return Facts(**said)


def spelled(number: int) -> str:
    """A number of 80 bits as sixteen letters and digits that are hard to mix up."""
    places = range(CODE_BITS - 5, -1, -5)
    return "".join(ALPHABET[number >> place & 31] for place in places)


def in_groups(code: str) -> str:
    """Such as ``7K3M-0Q9V-XH2C-4T8B``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """The code as it is kept, however it was typed; None if it cannot be one."""
    code = typed.upper().translate(LOOKS_LIKE)
    return code if len(code) == CODE_LETTERS and set(code) <= set(ALPHABET) else None
