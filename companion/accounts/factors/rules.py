"""The second step of a sign-in: an app that shows codes, and codes on paper for when it is lost."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from companion.accounts.rules import STAFF, Role

# RFC 6238 section 5.2: a step of 30 seconds; one step before and after for slow thumbs and clocks that drift.
STEP_SECONDS = 30
STEPS_AROUND = (0, -1, 1)
CODE_DIGITS = 6
# NIST SP 800-63B-4: at least 64 bits each; 16 letters of 32 are 80.
RECOVERY_CODES = 10
RECOVERY_LETTERS = 16
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# From one address, and from all of them: NIST SP 800-63B-4 allows 100 wrong ones in a row on an account.
FREE_TRIES = 5
ALL_FREE_TRIES = 50
# A link by email: for how long it works, and how many an email gets before it has to wait.
LINK_LIFE = timedelta(minutes=15)
FREE_LINKS = 5
CODE_MOST = 40


class Awaits(StrEnum):
    """What a sign-in waits for: a code now, or, of staff who have none yet, that a second step is set up."""

    CODE = "code"
    SETUP = "setup"


def awaited(role: Role, *, has_app: bool, has_passkey: bool, is_demo: bool) -> Awaits | None:
    """What stands between a right password and the person's pages.

    A passkey of a client or a supporter opens the lock of their phone; only staff need it to sign in.
    Demo accounts have nothing to protect, and everybody can read their password.
    """
    if has_app or (role in STAFF and has_passkey):
        return Awaits.CODE
    return Awaits.SETUP if role in STAFF and not is_demo else None


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def plain(typed: str) -> str:
    """Without what people put between letters."""
    return re.sub(r"[\s-]", "", typed).upper()


def looks_like_app_code(code: str) -> bool:
    return len(code) == CODE_DIGITS and code.isascii() and code.isdecimal()


def new_recovery_codes() -> list[str]:
    """In groups of four, to be copied by hand."""
    return ["-".join(_group() for _ in range(RECOVERY_LETTERS // 4)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))
