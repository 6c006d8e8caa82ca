"""What counselors read last, and what orders the demo counselor's clients: each part has somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from companion.accounts.rules import DEMO_DOMAIN
from companion.core.db import db
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Client, Clinic
from companion.demo.rows import Rows
from companion.records.days import queries as days_asked
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment
from companion.records.triage import actions
from companion.records.triage.facts import Limits


def order(clinic: Clinic, clients: Sequence[Client]) -> None:
    """Of the clients that are there: a small clinic has fewer stories."""
    about = read("triage")
    asked = days_asked.questions_of(clinic.program.id)
    medicine = next(one for one in asked if one.english == about["medicine"]["question"])
    actions.change(clinic.program.id, Limits(), medicine.id, by=clinic.admin, at=clinic.days.opened_at)
    if about["soon"]["client"] < len(clients):
        _meet(clients[about["soon"]["client"]], about["soon"]["in_minutes"], clinic.days)


def review(client: Client, rows: Rows, days: Days) -> None:
    """When the counselor last marked this one as reviewed: as it is told, or made up."""
    made_up = timedelta(days=client.rng.choice((1, 2, 4, 6)), hours=client.rng.randint(1, 6))
    at = days.now - (_told(client) or made_up)
    if at > days.at(client.stay.started_on, read("clinic")["series"][0]["starts_at"]):
        rows.add(Review, client.person, counselor_id=client.counselor.id, reviewed_at=at, seen_until=at)


def _told(client: Client) -> timedelta | None:
    hours = {one["client"]: one["hours_ago"] for one in read("triage")["looked"]}
    is_demo_counselor = client.counselor.email == f"counselor{DEMO_DOMAIN}"
    return timedelta(hours=hours[client.place]) if is_demo_counselor and client.place in hours else None


def _meet(client: Client, minutes: int, days: Days) -> None:
    """On the next quarter of an hour."""
    about = read("clinic")["meetings"]
    begins = days.now + timedelta(minutes=minutes)
    starts_at = begins.replace(minute=begins.minute // 15 * 15, second=0, microsecond=0)
    row = Appointment(program_id=client.person.program_id, client_id=client.person.id)
    row.facilitator_id = row.created_by = client.counselor.id
    row.title, row.place, row.created_at = about["title"], about["place"], days.opened_at
    row.starts_at, row.ends_at = starts_at, starts_at + timedelta(minutes=about["minutes"])
    db.session.add(row)
