"""The link of an invitation as it is handed over: an address, and a drawing that a phone can scan.

Both are shown once. Afterwards only the hash of the token is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import segno
from flask import current_app
from markupsafe import Markup

from companion.accounts import actions, rules
from companion.accounts.models import Person


@dataclass(frozen=True)
class Link:
    address: str
    drawing: Markup
    ends_at: datetime


def make(person: Person, *, by: Person, at: datetime) -> Link:
    """A new link for this person. An earlier one stops working."""
    token = actions.invite(person, by=by, at=at)
    address = f"{current_app.config['BASE_URL']}/welcome/{token}"
    return Link(address, drawn(address), at + rules.INVITATION_LIFE)


def drawn(address: str) -> Markup:
    """For a phone's camera."""
    lines = segno.make(address, micro=False).svg_inline(omitsize=True, svgclass=None, lineclass=None)
    return Markup(lines)  # noqa: S704  # nosec B704  # drawn here from an address of our own
