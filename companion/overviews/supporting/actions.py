"""A client stops showing, and takes somebody off the list."""

from __future__ import annotations

from datetime import datetime

from companion.access import actions as access
from companion.access.consents import actions as consents
from companion.access.models import Support
from companion.accounts import actions as accounts
from companion.accounts.models import Person


def stop(support: Support, *, by: Person, at: datetime) -> None:
    """Ends at once. Who has not answered yet is taken off the list, and the link ends."""
    if support.accepted_at is None:
        remove(support, by=by, at=at)
    else:
        consents.stop(support, by=by, at=at)


def remove(support: Support, *, by: Person, at: datetime) -> None:
    """A link that nobody used yet ends with it."""
    access.end_support(support, by=by, at=at)
    if support.supporter.password_hash is None:
        accounts.withdraw_invitations(support.supporter, at=at)
