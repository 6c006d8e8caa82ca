"""Taking in a request for help, and closing it, together with the task that it is for the team."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from companion.accounts.models import Person
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.programs.path import actions as path
from companion.records.enquiries import actions as enquiries
from companion.records.enquiries import queries, rules, taking_in, telling
from companion.records.enquiries.models import Enquiry
from companion.records.enquiries.rules import Act, How, Outcome
from companion.records.enquiries.taking_in import Asked
from companion.records.levels import actions as levels
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind, Reason


def receive(
    program: Program, asked: Asked, *, form_id: UUID, begun: str, address: str, is_trapped: bool, at: datetime
) -> Enquiry:
    """Held or not, it is kept; the team is told of what is not held."""
    key = taking_in.address_key(address)
    held = rules.why_held(
        is_trapped=is_trapped,
        filled_for=filled_for(begun, form_id, at),
        from_address=queries.count_from(key, at),
    )
    enquiry = taking_in.receive(program, asked, form_id=form_id, address_key=key, held=held, at=at)
    if enquiry.held_because is None:
        announce(enquiry, at=at)
    return enquiry


def is_too_much(address: str, at: datetime) -> bool:
    """So many in a day that nobody could look at them. The page then names the phone."""
    return queries.count_from(taking_in.address_key(address), at) >= rules.MOST_PER_ADDRESS


def announce(enquiry: Enquiry, *, at: datetime) -> None:
    """A task for the team, due when the answer is promised, and a notice."""
    zone = ZoneInfo(programs.program(enquiry.program_id).zone)
    tasks.open_team_task(
        enquiry.program_id,
        kind=Kind.ENQUIRY,
        reason=Reason.NEW_ENQUIRY,
        due_on=(enquiry.answer_by or at).astimezone(zone).date(),
        subject_id=enquiry.id,
        at=at,
    )
    telling.tell(enquiry, at=at)


def add(enquiry: Enquiry, *, submission: UUID, words: str, at: datetime) -> None:
    enquiries.add(enquiry, submission=submission, words=words, at=at)
    if enquiry.held_because is None:
        telling.tell(enquiry, at=at)


def read(enquiry: Enquiry, *, by: Person, at: datetime) -> None:
    """About one that its sender took back, there is nothing to do but to know it."""
    enquiries.read(enquiry, by=by, at=at)
    if enquiry.closed_at:
        _finish_tasks(enquiry, by, at)


def accept(enquiry: Enquiry, *, submission: UUID, by: Person, at: datetime) -> None:
    enquiries.accept(enquiry, submission=submission, by=by, at=at)
    announce(enquiry, at=at)


def attempt(enquiry: Enquiry, how: How, *, by: Person, at: datetime, **about: Any) -> None:
    """The first try is what the task asked for."""
    enquiries.attempt(enquiry, how, by=by, at=at, **about)
    tasks.finish_team_task(enquiry.program_id, Kind.ENQUIRY, enquiry.id, by=by, at=at)


def close(enquiry: Enquiry, outcome: Outcome, *, by: Person, at: datetime, **about: Any) -> None:
    """Nothing is left to do about it."""
    enquiries.close(enquiry, outcome, by=by, at=at, **about)
    if enquiry.client:
        zone = ZoneInfo(programs.program(enquiry.program_id).zone)
        path.came_from_request(enquiry.client, enquiry.received_at.astimezone(zone).date(), by=by, at=at)
    _finish_tasks(enquiry, by, at)


def purge(enquiry: Enquiry, *, at: datetime) -> None:
    taking_in.purge(enquiry, at=at)
    levels.purge_of(enquiry.id)


def signed(form_id: str, at: datetime) -> str:
    """When the page with this form was made."""
    return _signer().dumps([form_id, at.timestamp()])


def filled_for(begun: str, form_id: UUID, now: datetime) -> timedelta | None:
    """How long the page was open; None if it was not ours."""
    try:
        named, since = _signer().loads(begun)
    except (BadData, ValueError, TypeError):
        return None
    return timedelta(seconds=now.timestamp() - since) if named == str(form_id) else None


def has_news(enquiry: Enquiry) -> bool:
    """Whether the sender wrote more after staff last did something."""
    return bool(enquiry.acts) and enquiry.acts[-1].act == Act.ADD


def _finish_tasks(enquiry: Enquiry, by: Person, at: datetime) -> None:
    for kind in (Kind.ENQUIRY, Kind.LEVEL):
        tasks.finish_team_task(enquiry.program_id, kind, enquiry.id, by=by, at=at)


def _signer() -> URLSafeSerializer:
    """Opens what an older key of the installation signed, too."""
    known = [*reversed(current_app.config["SECRET_KEY_FALLBACKS"]), current_app.secret_key or ""]
    return URLSafeSerializer(known, salt="enquiry")
