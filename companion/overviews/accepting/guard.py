"""The code of an invitation, which cannot be guessed, and the note of who read whom it is from."""

from __future__ import annotations

from flask import request

from companion.access.consents import codes
from companion.access.models import Support
from companion.audit import trail
from companion.core import clock, web
from companion.core.db import db


def is_code(support: Support, typed: str) -> bool:
    """The count of wrong tries has to stay although the page answers 422, so it is committed on its own."""
    is_right = codes.enter(support, typed, at=clock.now())
    if not is_right:
        db.session.commit()
    return is_right


def note_look(ask: Support) -> None:
    """That the client is in the program is a disclosure by itself, to whoever has the code."""
    web.before_commit(
        lambda: trail.disclose(
            client=ask.client,
            recipient=ask.supporter,
            at=clock.now(),
            what=request.endpoint or "",
            purpose="support",
        )
    )
