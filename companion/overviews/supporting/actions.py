"""A client asks a person to stand by them, and ends it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from companion.access import actions as access
from companion.access import queries
from companion.access.models import Support
from companion.accounts import actions as accounts
from companion.accounts.models import Person
from companion.accounts.rules import Role, normalize_email
from companion.core.errors import Refusal
from companion.core.words import _
from companion.programs import actions as programs


class AlreadyAsked(Refusal):
    """The client has asked at this email, and it has not ended."""


def ask(client: Person, *, support_id: UUID, name: str, relation: str, email: str, at: datetime) -> Support:
    """The answer is the same whoever has this email, so that nobody learns who has an account.

    Raises ``AlreadyAsked``, and ``EmailTaken`` for a demo address in a real program.
    """
    programs.refuse_demo_email(client.program_id, email)
    asked = {normalize_email(support.email) for support in queries.supports_of(client)}
    if normalize_email(email) in asked:
        raise AlreadyAsked(_("You asked this person already. They are on your list."))
    supporter = queries.supporter_to_ask(client, email) or _new_supporter(client, name, email, at)
    return access.ask_for_support(
        client, supporter, support_id=support_id, name=name, relation=relation, email=email, at=at
    )


def stop(support: Support, *, by: Person, at: datetime) -> None:
    """Ends at once. A link that nobody used yet ends with it."""
    access.end_support(support, by=by, at=at)
    if support.supporter.password_hash is None:
        accounts.withdraw_invitations(support.supporter, at=at)


def _new_supporter(client: Person, name: str, email: str, at: datetime) -> Person:
    """Where the email is somebody else's, the supporter chooses one at the first visit."""
    supporter = accounts.add_person(
        client.program_id, role=Role.SUPPORTER, name=name, language=client.language, zone=client.zone, at=at
    )
    with suppress(accounts.EmailTaken):
        programs.give_email(supporter, email)
    return supporter
