"""Adding, changing and retiring a track. Each leaves what it said before and says now."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.programs.models import Track


def create_track(program_id: UUID, *, name: str, minutes: int, by: Person, at: datetime) -> Track:
    track = Track(program_id=program_id, name=name, required_minutes_per_week=minutes)
    db.session.add(track)
    db.session.flush()
    _note_track("track:created", track, by, at, after=_values(track))
    return track


def change_track(track: Track, *, name: str, minutes: int, by: Person, at: datetime) -> None:
    before = _values(track)
    track.name, track.required_minutes_per_week = name, minutes
    _note_track("track:changed", track, by, at, before=before, after=_values(track))


def retire_track(track: Track, *, by: Person, at: datetime) -> None:
    """Keep the track for those who are in it, and offer it to nobody new."""
    track.retired_at = at
    _note_track("track:retired", track, by, at, before=_values(track))


def _values(track: Track) -> dict[str, str | int]:
    return {"name": track.name, "required_minutes_per_week": track.required_minutes_per_week}


def _note_track(action: str, track: Track, by: Person, at: datetime, **facts: Any) -> None:
    trail.note(action, program_id=track.program_id, at=at, by_id=by.id, subject_id=track.id, **facts)
