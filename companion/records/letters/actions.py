"""Asking for a letter, signing it, saying no, and taking it back."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.letters import queries, rules
from companion.records.letters.models import Letter
from companion.records.letters.rules import Facts, Kind, State


class NotWaiting(Refusal):
    """It was signed, declined or taken back before."""


class NotSigned(Refusal):
    """Only a letter that was signed can be taken back by staff; an ask is declined."""


class NoDays(Refusal):
    """A letter without a day attended would say nothing."""


class ChangedSince(Refusal):
    """The attendance is not any more what the person read before signing."""


def ask(
    client: Person,
    *,
    submission: UUID,
    kind: Kind,
    first_on: date,
    last_on: date,
    recipient: str,
    at: datetime,
) -> Letter:
    """One letter, however often the form arrives."""
    earlier = queries.letter_sent_as(client, submission)
    if earlier:
        return earlier
    letter = Letter(program_id=client.program_id, client_id=client.id, submission_id=submission, kind=kind)
    letter.first_on, letter.last_on, letter.recipient, letter.asked_at = first_on, last_on, recipient, at
    db.session.add(letter)
    db.session.flush()
    _note("letter:asked", letter, client, at)
    return letter


def sign(letter: Letter, facts: Facts, *, seen: str, on: date, by: Person, at: datetime) -> None:
    """What the letter says is fixed from here on, whatever is corrected in the attendance later.

    ``seen`` is the digest of what the signer read, ``on`` the program's day. The disclosure names the
    client as the one who received it: the letter is given to the client, who asked for it and alone
    passes it on. A client's access to their own record needs no consent (42 CFR 2.23). For what kind of
    reader it was meant is its purpose; who exactly that is stays sealed in the letter.

    Raises NotWaiting, NoDays, ChangedSince.
    """
    _hold(letter)
    if letter.state == State.SIGNED:
        return
    _refuse_unless_waiting(letter)
    _refuse_unless_read(facts, seen)
    code = rules.spelled(secrets.randbits(rules.CODE_BITS))
    letter.code, letter.code_hash = code, queries.code_key(code)
    letter.facts = facts.signed(by.name, on).written
    letter.signed_at, letter.signed_by = at, by.id
    _note("letter:signed", letter, by, at, kind=letter.kind)
    trail.disclose(client=letter.client, recipient=letter.client, at=at, what="letter", purpose=letter.kind)


def decline(letter: Letter, *, by: Person, at: datetime) -> None:
    """Raises NotWaiting."""
    _hold(letter)
    if letter.state == State.DECLINED:
        return
    _refuse_unless_waiting(letter)
    letter.declined_at, letter.declined_by = at, by.id
    _note("letter:declined", letter, by, at)


def revoke(letter: Letter, *, by: Person, at: datetime) -> None:
    """Taken back, the letter or the ask: who checks the code then learns only that. Raises NotWaiting."""
    _hold(letter)
    if letter.state == State.TAKEN_BACK:
        return
    if letter.state == State.DECLINED:
        raise NotWaiting(_("Your care team did not sign this letter, so there is nothing to take back."))
    letter.revoked_at, letter.revoked_by = at, by.id
    _note("letter:revoked", letter, by, at)


def revoke_signed(letter: Letter, *, by: Person, at: datetime) -> None:
    """Staff take back what staff signed. Raises NotSigned."""
    _hold(letter)
    if letter.signed_at is None:
        raise NotSigned(_("This letter was not signed, so it cannot be taken back."))
    revoke(letter, by=by, at=at)


def note_verified(letter: Letter, *, at: datetime) -> None:
    """Somebody had the code and asked. Who it was, nobody knows."""
    _note("letter:verified", letter, None, at)


def _hold(letter: Letter) -> None:
    """As it stands now, and nobody else's to answer until this transaction ends."""
    db.session.flush()
    db.session.refresh(letter, with_for_update=True)


def _refuse_unless_waiting(letter: Letter) -> None:
    if letter.state != State.WAITING:
        raise NotWaiting(_("Someone has already answered this request, or it was taken back."))


def _refuse_unless_read(facts: Facts, seen: str) -> None:
    if not facts.days:
        raise NoDays(_("No day was attended between these dates, so there is nothing to sign."))
    if not secrets.compare_digest(facts.digest.encode(), seen.encode()):
        raise ChangedSince(_("What the letter says has changed since you read it. Please read it again."))


def _note(action: str, letter: Letter, by: Person | None, at: datetime, **facts: Any) -> None:
    trail.note(
        action,
        program_id=letter.program_id,
        at=at,
        by_id=by.id if by else None,
        client_id=letter.client_id,
        subject_id=letter.id,
        **facts,
    )
