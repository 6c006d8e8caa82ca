"""What a client writes for the people who support them, and a number to call."""

from __future__ import annotations

from datetime import date

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.records.family import rules
from companion.records.family.rules import Heading, Mood


class TodaysLine(Model):
    """How today is, in a ready line, own words or both. ``day`` is the client's. Another one replaces it."""

    __tablename__ = "todays_lines"
    __table_args__ = (UniqueConstraint("client_id", "day"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    day: Mapped[date]
    said_at: Mapped[moment]
    mood: Mapped[Mood | None] = mapped_column(String(8))
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()


class Wish(Model):
    """What stands under one heading; each line of ``words`` is one thing."""

    __tablename__ = "wishes"
    __table_args__ = (UniqueConstraint("client_id", "heading"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    heading: Mapped[Heading] = mapped_column(String(12))
    changed_at: Mapped[moment]
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words = Sealed()

    @property
    def lines(self) -> list[str]:
        return rules.lines_in(self.words)


class OwnNumber(Model):
    """Where a supporter can call or text the client."""

    __tablename__ = "own_numbers"
    __table_args__ = (UniqueConstraint("client_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    changed_at: Mapped[moment]
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone = Sealed()
