"""A link by email instead of a password, for clients and supporters.

For who cannot remember or type a password (WCAG 2.2, 3.3.8). A stolen mailbox alone opens nothing: the link
works only in the browser that asked for it. It is no second step (NIST SP 800-63B-4), so that one who has an
app still gives a code; and staff, who need two steps, cannot ask for one.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, and_, select, update

from companion.accounts import queries as people
from companion.accounts import throttling
from companion.accounts.factors import rules
from companion.accounts.factors.models import SignInLink
from companion.accounts.models import Person
from companion.accounts.rules import STAFF, normalize_email
from companion.core.db import db
from companion.core.words import _, _l, in_language
from companion.outbox import actions as outbox

TOKEN_BYTES = 32
TEXT = _l(
    "Here is the link that you asked for. It works once, for 15 minutes, in the browser where you asked for "
    "it. If you did not ask for it, you need do nothing.\n\n%(address)s"
)


def is_possible() -> bool:
    """Whether this installation can send emails."""
    return bool(current_app.config["HAS_MAIL"])


def ask(email: str, browser: str, *, at: datetime) -> None:
    """Send a link, if somebody who may have one signs in with this email. Nobody is told whether.

    Nor does the time say so: for any other email the same is done for somebody else, and undone. Each email
    gets a few, then fewer and fewer, known or not.
    """
    key = throttling.throttle_key("link", normalize_email(email))
    if people.wait_for([key], at):
        return
    throttling.count_failure(key, rules.FREE_LINKS, at=at)
    somebody_else = db.session.scalar(select(Person).where(Person.email_key.is_not(None)).limit(1))
    person = people.person_by_email(email)
    recipient = person or somebody_else
    with db.session.begin_nested() as savepoint:
        if recipient:
            _send(recipient, browser, at)
            db.session.flush()
        if person is None or not _may_have_one(person):
            savepoint.rollback()


def _send(person: Person, browser: str, at: datetime) -> None:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = SignInLink(program_id=person.program_id, person_id=person.id, created_at=at)
    link.token_hash, link.browser_hash = people.token_hash(token), people.token_hash(browser)
    db.session.add(link)
    address = f"{current_app.config['BASE_URL']}/sign-in/link/{token}"
    with in_language(person.language):
        subject, body = _("Your link"), str(TEXT) % {"address": address}
    outbox.queue(person, subject=subject, body=body, address=person.email, at=at)


def is_open(token: str, browser: str, *, at: datetime) -> bool:
    return db.session.scalar(select(SignInLink.id).where(_is_open(token, browser, at))) is not None


def use(token: str, browser: str, *, at: datetime) -> Person | None:
    """Who signs in with it; of two who press at once, one."""
    taken = update(SignInLink).where(_is_open(token, browser, at)).values(used_at=at)
    person_id = db.session.scalar(taken.returning(SignInLink.person_id))
    person = db.session.get(Person, person_id) if person_id else None
    return person if person and person.is_active else None


def _is_open(token: str, browser: str, at: datetime) -> ColumnElement[bool]:
    return and_(
        SignInLink.token_hash == people.token_hash(token),
        SignInLink.browser_hash == people.token_hash(browser),
        SignInLink.used_at.is_(None),
        SignInLink.created_at > at - rules.LINK_LIFE,
    )


def _may_have_one(person: Person) -> bool:
    return person.is_active and person.password_hash is not None and person.role not in STAFF
