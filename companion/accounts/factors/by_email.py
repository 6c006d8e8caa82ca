"""A link by email instead of a password, for clients and supporters.

For who cannot remember or type a password (WCAG 2.2, 3.3.8). A stolen mailbox alone opens nothing: the link
works only in the browser that asked for it. It is no second step (NIST SP 800-63B-4), so that one who has an
app still gives a code; and staff, who need two steps, cannot ask for one.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, and_, func, select, update

from companion.accounts import queries as people
from companion.accounts.factors import rules
from companion.accounts.factors.models import SignInLink
from companion.accounts.models import Person
from companion.accounts.rules import STAFF
from companion.core.db import db
from companion.core.words import _, _l, in_language
from companion.outbox import actions as outbox

TOKEN_BYTES = 32
HOUR = timedelta(hours=1)
TEXT = _l(
    "Here is the link that you asked for. It works once, for 15 minutes, in the browser where you asked for "
    "it. If you did not ask for it, you need do nothing.\n\n%(address)s"
)


def is_possible() -> bool:
    """Whether this installation can send emails."""
    return bool(current_app.config["HAS_MAIL"])


def ask(email: str, browser: str, *, at: datetime) -> None:
    """Send a link, if somebody who may have one signs in with this email. Nobody is told whether."""
    person = people.person_by_email(email)
    if person is None or not _may_have_one(person, at):
        return
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


def _may_have_one(person: Person, at: datetime) -> bool:
    lately = select(func.count()).where(SignInLink.person_id == person.id, SignInLink.created_at > at - HOUR)
    is_member = person.is_active and person.password_hash is not None and person.role not in STAFF
    return is_member and (db.session.scalar(lately) or 0) < rules.LINKS_AN_HOUR
