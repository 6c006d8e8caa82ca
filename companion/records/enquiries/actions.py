"""Everything that staff and its sender do about a request for help.

Who does something holds the row until the transaction ends, so that of two who claim it at once one wins.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db, new_id
from companion.core.errors import Refusal
from companion.core.words import _
from companion.records.enquiries import queries
from companion.records.enquiries.models import Enquiry, EnquiryAct
from companion.records.enquiries.rules import Act, How, Outcome


class AlreadyClaimed(Refusal):
    """A colleague was quicker."""


class AlreadyClosed(Refusal):
    """It was closed meanwhile; it can be opened again."""


def read(enquiry: Enquiry, *, by: Person, at: datetime) -> None:
    """Each opening is noted; of a client's record it is a disclosure as well."""
    note("enquiry:read", enquiry, by, at)
    if enquiry.client:
        trail.disclose(client=enquiry.client, recipient=by, at=at, what="enquiry", purpose="treatment")


def add(enquiry: Enquiry, *, submission: UUID, words: str, at: datetime) -> None:
    """The sender adds to it. Who writes once more to a closed one asks again: it is opened, and nobody's."""
    _hold(enquiry)
    if queries.act_sent_as(enquiry, submission):
        return
    if enquiry.closed_at and enquiry.client_id is None:
        enquiry.outcome, enquiry.closed_at = None, None
        enquiry.claimer, enquiry.claimed_at = None, None
    _did(enquiry, Act.ADD, submission, None, at, words)


def take_back(enquiry: Enquiry, *, submission: UUID, words: str, at: datetime) -> None:
    """The sender does not want to be reached any more."""
    _hold(enquiry)
    if enquiry.closed_at is None:
        enquiry.outcome, enquiry.closed_at = Outcome.WITHDRAWN, at
        _did(enquiry, Act.TAKE_BACK, submission, None, at, words).outcome = Outcome.WITHDRAWN


def accept(enquiry: Enquiry, *, submission: UUID, by: Person, at: datetime) -> None:
    """A held one is a person's after all. The promise still counts from when it came."""
    _hold(enquiry)
    if enquiry.is_held:
        enquiry.held_because = None
        _did(enquiry, Act.ACCEPT, submission, by, at)


def claim(enquiry: Enquiry, *, submission: UUID, by: Person, at: datetime) -> None:
    """Raises ``AlreadyClaimed``."""
    _hold(enquiry, is_open=True)
    if enquiry.claimed_by == by.id:
        return
    if enquiry.claimer:
        raise AlreadyClaimed(_("%(name)s took this on a moment ago.", name=enquiry.claimer.name))
    enquiry.claimer, enquiry.claimed_at = by, at
    _did(enquiry, Act.CLAIM, submission, by, at)


def unclaim(enquiry: Enquiry, *, submission: UUID, by: Person, at: datetime) -> None:
    """Give it back to the team, whoever had it: a colleague may be away."""
    _hold(enquiry, is_open=True)
    if enquiry.claimer:
        enquiry.claimer, enquiry.claimed_at = None, None
        _did(enquiry, Act.UNCLAIM, submission, by, at)


def give_back(person: Person, *, by: Person, at: datetime) -> None:
    """All that somebody who leaves had taken on is the team's again."""
    for enquiry in queries.claimed_by(person):
        unclaim(enquiry, submission=new_id(), by=by, at=at)


def attempt(
    enquiry: Enquiry, how: How, *, is_reached: bool, words: str, submission: UUID, by: Person, at: datetime
) -> None:
    """The first try is the answer that the promise is about."""
    _hold(enquiry, is_open=True)
    if queries.act_sent_as(enquiry, submission):
        return
    act = _did(enquiry, Act.ATTEMPT, submission, by, at, words)
    act.how, act.is_reached = how, is_reached
    enquiry.answered_at = enquiry.answered_at or at
    if enquiry.claimer is None:
        enquiry.claimer, enquiry.claimed_at = by, at


def write_note(enquiry: Enquiry, words: str, *, submission: UUID, by: Person, at: datetime) -> None:
    if not queries.act_sent_as(enquiry, submission):
        _did(enquiry, Act.NOTE, submission, by, at, words)


def close(
    enquiry: Enquiry,
    outcome: Outcome,
    *,
    words: str,
    submission: UUID,
    by: Person,
    at: datetime,
    client: Person | None = None,
) -> None:
    """``client``, the one whom the sender became, makes it part of that record: nothing of it is purged."""
    _hold(enquiry)
    if enquiry.closed_at:
        return
    enquiry.outcome, enquiry.closed_at = outcome, at
    enquiry.client_id = client.id if client and outcome == Outcome.ENROLLED else None
    _did(enquiry, Act.CLOSE, submission, by, at, words).outcome = outcome


def reopen(enquiry: Enquiry, *, submission: UUID, by: Person, at: datetime) -> None:
    _hold(enquiry)
    if enquiry.closed_at and enquiry.purged_at is None:
        enquiry.outcome, enquiry.closed_at = None, None
        _did(enquiry, Act.REOPEN, submission, by, at)


def note(action: str, enquiry: Enquiry, by: Person | None, at: datetime, **facts: str) -> None:
    trail.note(
        action,
        program_id=enquiry.program_id,
        at=at,
        by_id=by.id if by else None,
        client_id=enquiry.client_id,
        subject_id=enquiry.id,
        **facts,
    )


def _hold(enquiry: Enquiry, *, is_open: bool = False) -> None:
    """Read it again, and nobody else changes it meanwhile. Raises ``AlreadyClosed``."""
    db.session.refresh(enquiry, with_for_update={"of": Enquiry})
    if is_open and enquiry.closed_at:
        raise AlreadyClosed(_("This request was closed meanwhile. Open it again first."))


def _did(
    enquiry: Enquiry, act: Act, submission: UUID, by: Person | None, at: datetime, words: str = ""
) -> EnquiryAct:
    row = EnquiryAct(program_id=enquiry.program_id, enquiry_id=enquiry.id, submission_id=submission, act=act)
    row.by, row.at, row.note = by, at, words
    enquiry.acts.append(row)
    note("enquiry:acted", enquiry, by, at, act=act)
    return row
