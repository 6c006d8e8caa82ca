"""The code of an invitation, which cannot be guessed."""

from __future__ import annotations

from companion.access.consents import codes
from companion.access.models import Support
from companion.core import clock
from companion.core.db import db


def is_code(support: Support, typed: str) -> bool:
    """The count of wrong tries has to stay although the page answers 422, so it is committed on its own."""
    is_right = codes.enter(support, typed, at=clock.now())
    if not is_right:
        db.session.commit()
    return is_right
