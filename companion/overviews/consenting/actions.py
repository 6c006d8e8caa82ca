"""A client invites somebody with a signed consent, and signs for more."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from companion.access import actions as access
from companion.access import queries, rules
from companion.access.consents import actions as consents
from companion.access.consents.models import Consent
from companion.access.models import Support
from companion.access.rules import Purpose, Scope
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import Role, normalize_email
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import actions as programs
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind, Reason


class AlreadyAsked(Refusal):
    """The client has asked at this email, and it has not ended."""


@dataclass(frozen=True)
class Terms:
    """What is signed. ``submission`` is the form's, so that the same form is one consent."""

    submission: UUID
    scopes: list[Scope]
    purpose: Purpose
    days: int
    signature: str


def refuse_second_ask(client: Person, email: str) -> None:
    """Raises ``AlreadyAsked``, and ``EmailTaken`` for a demo address in a real program."""
    programs.refuse_demo_email(client.program_id, email)
    asked = {normalize_email(support.email) for support in queries.supports_of(client)}
    if normalize_email(email) in asked:
        raise AlreadyAsked(_("You asked this person already. They are on your list."))


def invite(client: Person, terms: Terms, *, at: datetime, **who: str) -> Support:
    """The answer is the same whoever has this email, so that nobody learns who has an account.

    Raises what ``refuse_second_ask`` does. Without a consent there is no invitation, not even a waiting one.
    """
    refuse_second_ask(client, who["email"])
    supporter = queries.supporter_to_ask(client, who["email"]) or _new_supporter(client, at=at, **who)
    support = access.ask_for_support(client, supporter, support_id=terms.submission, at=at, **who)
    sign(client, support, terms, at=at)
    return support


def sign(client: Person, support: Support, terms: Terms, *, at: datetime) -> Consent:
    """The care team hears that something changed, and nothing of what, so that it can ask in private."""
    given: dict[str, Any] = {"scopes": terms.scopes, "purpose": terms.purpose, "days": terms.days}
    consent = consents.sign(
        support, client, submission=terms.submission, signature=terms.signature, at=at, **given
    )
    tell_counselor(client, consent.id, at=at)
    return consent


def resume(client: Person, support: Support, *, at: datetime) -> None:
    """To show again is to show more: the care team hears of it as of a new consent."""
    if consents.resume(support, client, at=at):
        tell_counselor(client, support.id, at=at)


def tell_counselor(client: Person, subject_id: UUID, *, at: datetime) -> None:
    today = rules.day_in(client.zone, at)
    reason = Reason.SHARES_MORE
    tasks.open_task(client, kind=Kind.SHARING, reason=reason, due_on=today, subject_id=subject_id, at=at)


def _new_supporter(client: Person, *, name: str, email: str, at: datetime, **_others: str) -> Person:
    """Where the email is somebody else's, the supporter chooses one at the first visit."""
    supporter = accounts.add_person(
        client.program_id, role=Role.SUPPORTER, name=name, language=client.language, zone=client.zone, at=at
    )
    with suppress(accounts.EmailTaken):
        programs.give_email(supporter, email)
    return supporter
