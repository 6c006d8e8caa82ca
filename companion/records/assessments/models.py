"""A measure is one taking of an instrument; a cadence says how often the client is asked for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.assessments import library
from companion.records.assessments.library import Instrument
from companion.records.assessments.rules import Rhythm


class Measure(Model):
    """A draft until it is finished, which happens once. Numbers and days are clear, answers are sealed.

    ``numbers`` is by scale, with None where there is no number: never zero. The content holds ``given``,
    by question, with None for "I would rather not say" and for what was left open, and ``skipped``, the
    questions that a rule passed over.
    """

    __tablename__ = "measures"
    __table_args__ = (
        UniqueConstraint("client_id", "submission_id"),
        Index("ix_measures_client_id_instrument_begun_at", "client_id", "instrument_key", "begun_at"),
        Index("ix_measures_client_id_finished_at", "client_id", "finished_at"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    instrument_key: Mapped[str] = mapped_column(String(20))
    instrument_version: Mapped[int]
    begun_at: Mapped[moment]
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    numbers: Mapped[dict[str, int | None] | None] = mapped_column(JSON(none_as_null=True))
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    content = Sealed()

    @property
    def instrument(self) -> Instrument:
        """In the version whose questions were asked."""
        return library.instrument(self.instrument_key, self.instrument_version)

    @property
    def answers(self) -> dict[str, int | None]:
        found: dict[str, int | None] = json.loads(self.content)["given"] if self.content else {}
        return found

    @property
    def skipped(self) -> list[str]:
        found: list[str] = json.loads(self.content)["skipped"] if self.content else []
        return found

    def write(self, answers: Mapping[str, int | None], skipped: Iterable[str] = ()) -> None:
        self.content = content_of(answers, skipped)

    @property
    def is_urgent(self) -> bool:
        return self.instrument.is_urgent(self.answers)


class Cadence(Model):
    """From then on. The newest row of an instrument is the one that holds; the older ones tell of before."""

    __tablename__ = "measure_cadences"
    __table_args__ = (Index("ix_measure_cadences_client_id_set_at", "client_id", "set_at"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    instrument_key: Mapped[str] = mapped_column(String(20))
    rhythm: Mapped[Rhythm] = mapped_column(String(10))
    set_by: Mapped[person_key]
    set_at: Mapped[moment]


def content_of(answers: Mapping[str, int | None], skipped: Iterable[str] = ()) -> str:
    return json.dumps({"given": dict(answers), "skipped": list(skipped)})
