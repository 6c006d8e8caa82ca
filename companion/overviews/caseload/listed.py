"""The rows of a caseload as they are shown: those that were asked for, by tier, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.overviews.caseload import queries, saying
from companion.overviews.caseload.forms import SearchForm
from companion.overviews.caseload.queries import Row
from companion.overviews.caseload.saying import Chip, Drawn
from companion.programs import queries as programs
from companion.programs.models import Track
from companion.records.attendance import queries as attendance
from companion.records.attendance.models import Notice
from companion.records.attendance.notices import notices_about
from companion.records.attendance.rules import Clock
from companion.records.triage.wording import TIERS

CHIPS = 3


@dataclass(frozen=True)
class Shown:
    """One row in words. ``more`` is how many reasons did not find room."""

    row: Row
    chips: list[Chip]
    more: int
    shares: str
    drawn: Drawn | None
    last_entry: str
    reviewed: str
    clock: Clock | None
    notice: Notice | None


@dataclass(frozen=True)
class Listed:
    """``tiers`` are headings with their rows; ``shown`` is how many of ``all`` clients they hold."""

    tiers: list[tuple[Any, list[Shown]]]
    shown: int
    all: int
    tracks: list[Track]
    track_id: UUID | None


def listed(counselor: Person, form: SearchForm, now: datetime) -> Listed:
    rows = queries.caseload_of(counselor, now)
    wanted = [row for row in rows if _is_wanted(row, form)]
    clocks = attendance.clocks_of([row.client for row in rows], now)
    notices = notices_about({row.client.id: row.appointment for row in rows if row.appointment})
    shown = [
        _shown(row, counselor, now, clocks.get(row.client.id), notices.get(row.client.id)) for row in wanted
    ]
    tiers = groupby(shown, key=lambda one: one.row.standing.tier)
    return Listed(
        tiers=[(TIERS[tier], list(found)) for tier, found in tiers],
        shown=len(shown),
        all=len(rows),
        tracks=_tracks(counselor, rows),
        track_id=form.track_id,
    )


def _is_wanted(row: Row, form: SearchForm) -> bool:
    is_on_track = form.track_id is None or (row.enrolment and row.enrolment.track_id == form.track_id)
    return bool(is_on_track) and form.wanted in row.client.name.casefold()


def _tracks(counselor: Person, rows: list[Row]) -> list[Track]:
    """Those that the clients are in; with only one there is nothing to choose."""
    there = {row.enrolment.track_id for row in rows if row.enrolment}
    tracks = programs.tracks_of(counselor.program_id, with_retired=True)
    found = [track for track in tracks if track.id in there]
    return found if len(found) > 1 else []


def _shown(row: Row, counselor: Person, now: datetime, clock: Clock | None, notice: Notice | None) -> Shown:
    chips = saying.chips_of(row, now)
    return Shown(
        row=row,
        chips=chips[:CHIPS],
        more=len(chips[CHIPS:]),
        shares=saying.shares_of(row, now),
        drawn=saying.drawing_of(row, now),
        last_entry=saying.last_entry_of(row, now, counselor.zone),
        reviewed=saying.reviewed_of(row, now, counselor.zone),
        clock=clock,
        notice=notice,
    )
