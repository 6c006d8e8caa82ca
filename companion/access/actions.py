"""Beginning and ending relationships. Each takes effect on the next request."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from companion.access import covers, teams
from companion.access.consents import actions as consents
from companion.access.consents import codes
from companion.access.models import CareTeamMember, Cover, Support
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db, new_id
from companion.outbox import actions as outbox


def assign(client: Person, counselor: Person, *, by: Person, at: datetime) -> None:
    """The counselor sees the client from the next request on. For one who does already nothing changes."""
    there = teams.members_of([client.id], at)[client.id]
    if any(member.counselor_id == counselor.id for member in there):
        return
    row = CareTeamMember(program_id=client.program_id, client_id=client.id, counselor_id=counselor.id)
    row.since = at
    db.session.add(row)
    _note_member("care-team:joined", row, by, at)


def end_assignment(
    member: CareTeamMember, *, by: Person, at: datetime, until: datetime | None = None
) -> None:
    """The counselor sees nothing of this client from the next request on, or from a later moment on."""
    member.until = until or at
    _note_member("care-team:left", member, by, at)


def end_assignments(counselor: Person, *, by: Person, at: datetime) -> None:
    """The counselor sees none of these clients from the next request on, and stands in for nobody."""
    for cover in covers.covers_with(counselor):
        end_cover(cover, by=by, at=at)
    rows = db.session.scalars(
        select(CareTeamMember).where(CareTeamMember.counselor_id == counselor.id, CareTeamMember.is_on(at))
    )
    for row in rows:
        end_assignment(row, by=by, at=at)


def name_cover(
    counselor: Person, colleague: Person, *, first_on: date, last_on: date, by: Person, at: datetime
) -> Cover:
    """The colleague sees the caseload and the inbox on these days. The same named twice is one cover."""
    for one in covers.covers_of(counselor, first_on):
        if (one.colleague_id, one.first_on, one.last_on) == (colleague.id, first_on, last_on):
            return one
    cover = Cover(program_id=counselor.program_id, counselor_id=counselor.id, colleague_id=colleague.id)
    cover.first_on, cover.last_on, cover.named_by, cover.named_at = first_on, last_on, by.id, at
    db.session.add(cover)
    db.session.flush()
    _note_cover("cover:named", cover, by, at)
    return cover


def end_cover(cover: Cover, *, by: Person, at: datetime) -> None:
    """The colleague sees none of it from the next request on."""
    if cover.ended_at is None:
        cover.ended_at = at
        _note_cover("cover:ended", cover, by, at)


def ask_for_support(
    client: Person,
    supporter: Person,
    *,
    relation: str,
    at: datetime,
    name: str | None = None,
    email: str | None = None,
    support_id: UUID | None = None,
) -> Support:
    """``name`` and ``email`` are what the client wrote; without them, those of the account."""
    support = Support(program_id=client.program_id, client_id=client.id, supporter_id=supporter.id)
    support.id, support.asked_at, support.relation = support_id or new_id(), at, relation
    support.name, support.email = name or supporter.name, email or supporter.email
    db.session.add(support)
    db.session.flush()
    _note("support:asked", support, client, at)
    return support


def hold(support: Support) -> None:
    """Of two who write about one tie at once, the second waits here and finds what the first one wrote.

    The row alone is held: PostgreSQL locks nothing through the outer join that reads the person with it.
    """
    db.session.execute(select(Support.id).where(Support.id == support.id).with_for_update())
    db.session.refresh(support)


def accept_support(support: Support, *, by: Person, at: datetime) -> None:
    """With the notice that the law wants beside whatever is shown."""
    consents.accept_notice(support, by=by, at=at)
    support.accepted_at = at
    _note("support:accepted", support, by, at)


def end_support(support: Support, *, by: Person, at: datetime) -> None:
    """One tap, by the client or by the supporter; the other one is not told. Nothing is shown any more.

    Only the client can revoke a consent; one whose recipient left gives nothing either.
    """
    if by.id == support.client_id:
        consents.stop(support, by=by, at=at)
    outbox.withdraw_tied(support.id)
    codes.withdraw(support, at=at)
    support.ended_at, support.ended_by = at, by.id
    _note("support:ended", support, by, at)


def _note_member(action: str, row: CareTeamMember, by: Person, at: datetime) -> None:
    about = {"client_id": row.client_id, "subject_id": row.counselor_id}
    trail.note(action, program_id=row.program_id, at=at, by_id=by.id, **about)


def _note_cover(action: str, cover: Cover, by: Person, at: datetime) -> None:
    trail.note(action, program_id=cover.program_id, at=at, by_id=by.id, subject_id=cover.id)


def _note(action: str, support: Support, by: Person, at: datetime) -> None:
    trail.note(
        action,
        program_id=support.program_id,
        at=at,
        by_id=by.id,
        client_id=support.client_id,
        subject_id=support.supporter_id,
    )
