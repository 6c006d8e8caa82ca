"""Somebody lost their password or their phone, and stands before who can give them a new link."""

from __future__ import annotations

from datetime import datetime

from companion.accounts import actions, links
from companion.accounts.links import Link
from companion.accounts.models import Person
from companion.core.words import _, in_language
from companion.outbox import actions as outbox


def let_in_again(person: Person, *, by: Person, at: datetime) -> Link:
    """A link to hand over. Of who was here before, every sign-in ends now, and they are told.

    The password, the second step, passkeys and the lock end when the link is used (``actions.accept``): until
    then it opens nothing that was not open before.
    """
    if person.password_hash is not None:
        actions.end_sessions(person, at=at, by_id=by.id)
        _tell(person, at)
    return links.make(person, by=by, at=at)


def _tell(person: Person, at: datetime) -> None:
    """Says nothing of what the account is for: others may read the message."""
    if not person.email:
        return
    with in_language(person.language):
        subject = _("Your account")
        body = _("A new link to sign in was made for you. If you did not ask for it in person, please call.")
    outbox.queue(person, subject=subject, body=body, address=person.email, at=at)
