"""Finding what a client said about home."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from companion.accounts.models import Person
from companion.core.db import db, one_or_404
from companion.core.keyset import Listed
from companion.programs import stays
from companion.records.home import rules
from companion.records.home.models import HomeCheck


def home_check_of(client: Person, home_check_id: UUID) -> HomeCheck:
    return one_or_404(
        select(HomeCheck).where(HomeCheck.client_id == client.id, HomeCheck.id == home_check_id)
    )


def home_check_sent_as(client: Person, submission_id: UUID) -> HomeCheck | None:
    return db.session.scalar(
        select(HomeCheck).where(HomeCheck.client_id == client.id, HomeCheck.submission_id == submission_id)
    )


def home_checks_of(client: Person, *, limit: int) -> list[HomeCheck]:
    """The newest first."""
    chosen = select(HomeCheck).where(HomeCheck.client_id == client.id)
    newest = chosen.order_by(HomeCheck.answered_at.desc(), HomeCheck.id.desc())
    return list(db.session.scalars(newest.limit(limit)))


def home_checks_listed(client: Person) -> Listed[HomeCheck]:
    """For a list to page through."""
    return Listed(HomeCheck, HomeCheck.answered_at, HomeCheck.id, (HomeCheck.client_id == client.id,))


def is_due(client: Person, now: datetime) -> bool:
    """Every two weeks, as long as the client is in the program."""
    if stays.present_stay(client, now) is None:
        return False
    zone = ZoneInfo(client.zone)
    last = next(iter(home_checks_of(client, limit=1)), None)
    last_on = last.answered_at.astimezone(zone).date() if last else None
    return rules.is_due(last_on, now.astimezone(zone).date())
