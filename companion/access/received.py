"""What a client's phone sent is an entry once, however often it arrives, and never instead of another one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from flask import Response, after_this_request, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from companion.access.models import ReceivedEntry
from companion.accounts.models import Person
from companion.accounts.rules import CARD_FROM_VISIT, Role
from companion.core import clock, envelope, keep, web
from companion.core.db import db, new_id
from companion.core.envelope import ENTRY, OWNER, Entry
from companion.core.sealed import ring

# A clock that is further off is said to the staff. Source: the product's own rule (issue "In the pocket").
CLOCK_OFF = timedelta(minutes=10)
# A phone whose clock was reset says 1970: then only the server knows when it was.
LONGEST_WAIT = timedelta(days=400)
WAITED = timedelta(seconds=30)
MOST_OFF = timedelta(days=10_000)
# Says of which entry an edited copy was made, on the page that shows both.
WAS = "was"
NOT_BODY = {"csrf_token", WAS}


def tag_of(person: Person) -> str:
    """Names the person to their own phone, and says nothing to anybody else."""
    return ring().fingerprint(f"phone:{person.id}")[:16].hex()


def phone_of(person: Person | None) -> dict[str, str] | None:
    """What a client's own phone needs so that it can keep entries for them; others keep none."""
    if person is None or person.role != Role.CLIENT:
        return None
    return {"owner": tag_of(person), "key": current_app.extensions["envelope"].public}


def admit() -> ResponseReturnValue | None:
    """Stands before each form that may wait on a phone. 409 if the id is taken by other words."""
    if current_app.view_functions[request.endpoint or ""] not in web.keeping_views():
        return None
    entry = envelope.entry()
    if entry and entry.owner != tag_of(g.client):
        return _show_others()
    submission = _submission()
    if submission is None:
        return None
    after_this_request(lambda answer: _named(answer, submission))
    fingerprint = _fingerprint(g.client)
    if _is_taken(g.client, submission, fingerprint):
        return _show_both()
    g.happened_at, off = _times(entry)
    web.before_commit(lambda: _keep(g.client, submission, fingerprint, entry, off))
    return None


def is_repeat(client: Person, submission: UUID) -> bool:
    """Whether this entry has arrived before."""
    return _received(client, submission) is not None


def with_clock_off(client: Person, submissions: Collection[UUID]) -> set[UUID]:
    """Those that came from a phone whose clock was more than ten minutes off."""
    chosen = select(ReceivedEntry.submission_id, ReceivedEntry.clock_off_seconds).where(
        ReceivedEntry.client_id == client.id, ReceivedEntry.submission_id.in_(submissions)
    )
    rows = db.session.execute(chosen)
    return {row.submission_id for row in rows if is_clock_off(row.clock_off_seconds)}


def is_clock_off(seconds: int | None) -> bool:
    return abs(seconds or 0) > CLOCK_OFF.total_seconds()


def _submission() -> UUID | None:
    """None for a form that is not whole; the view says so."""
    try:
        return UUID(request.form.get("submission_id", ""))
    except ValueError:
        return None


def _named(answer: Response, submission: UUID) -> Response:
    answer.headers[ENTRY] = str(submission)
    return answer


def _fingerprint(client: Person) -> bytes:
    """Keyed, so that short words cannot be guessed from it. How lines end is the browser's affair."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_BODY]
    said = "\0".join(f"{name}={value.replace(chr(13), '')}" for name, value in sorted(fields))
    return ring().fingerprint(f"entry:{client.id}:{request.path}:{said}")


def _received(client: Person, submission: UUID) -> ReceivedEntry | None:
    return db.session.scalar(
        select(ReceivedEntry).where(
            ReceivedEntry.client_id == client.id, ReceivedEntry.submission_id == submission
        )
    )


def _is_taken(client: Person, submission: UUID, fingerprint: bytes) -> bool:
    earlier = _received(client, submission)
    return earlier is not None and earlier.fingerprint != fingerprint


def _show_others() -> ResponseReturnValue:
    """It waits on, for whom it belongs to."""
    return render_template("errors/403.html"), 403, {OWNER: "other"}


def _show_both() -> ResponseReturnValue:
    """The first words stay as they are; these are kept on the page, to be saved as an entry of their own."""
    fields = [(name, value) for name, value in keep.typed() if name not in ("submission_id", WAS)]
    again = [*fields, ("submission_id", str(new_id())), (WAS, request.form["submission_id"])]
    return render_template("errors/saved_before.html", action=request.path, fields=again), 409


def _keep(client: Person, submission: UUID, fingerprint: bytes, entry: Entry | None, off: timedelta) -> None:
    """In the entry's own transaction. Two that arrive in one moment: the second finds the first."""
    if is_repeat(client, submission):
        return
    row = ReceivedEntry(program_id=client.program_id, client_id=client.id, submission_id=submission)
    row.fingerprint, row.received_at = fingerprint, clock.now()
    if entry:
        row.saved_at, row.clock_off_seconds = entry.saved_at, round(off.total_seconds())
        if entry.sent_at - entry.saved_at > WAITED:
            # It waited for a signal: now the first page offers to put the app on the home screen.
            client.visits = max(client.visits, CARD_FROM_VISIT)
    db.session.add(row)


def _times(entry: Entry | None) -> tuple[datetime, timedelta]:
    """When it was, and how far the phone's clock was ahead of ours, by when it says that it sends.

    By the phone's clock, set right where it is far off; never a moment that is still to come. A clock that
    was set between saving and sending says nothing: then it was when it arrived.
    """
    now = clock.now()
    if entry is None:
        return now, timedelta()
    waited = entry.sent_at - entry.saved_at
    if not timedelta() <= waited < LONGEST_WAIT:
        return now, _within(entry.saved_at - now)
    off = _within(entry.sent_at - now)
    return min(now - waited if abs(off) > CLOCK_OFF else entry.saved_at, now), off


def _within(off: timedelta) -> timedelta:
    return max(-MOST_OFF, min(off, MOST_OFF))
