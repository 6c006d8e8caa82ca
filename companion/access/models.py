"""Who stands in which relationship to a client."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.access.rules import DutyKind
from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class CareTeamMember(Model):
    """A counselor works with a client, from a moment and until one, which may be still to come."""

    __tablename__ = "care_team_members"
    __table_args__ = (
        Index("ix_care_team_members_counselor_id_client_id", "counselor_id", "client_id"),
        Index("ix_care_team_members_client_id", "client_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    counselor_id: Mapped[person_key]
    since: Mapped[moment]
    until: Mapped[datetime | None] = mapped_column(Moment)

    @classmethod
    def is_on(cls, now: datetime) -> ColumnElement[bool]:
        """Whether they work together now. Nothing has to run when the last day is over."""
        return or_(cls.until.is_(None), cls.until > now)

    client: Mapped[Person] = relationship(foreign_keys="CareTeamMember.client_id")
    counselor: Mapped[Person] = relationship(foreign_keys="CareTeamMember.counselor_id")


class Cover(Model):
    """A colleague stands in for a counselor from one day to another, both of them included.

    The days are the program's. The colleague sees the caseload and the inbox for that time only.
    """

    __tablename__ = "covers"
    __table_args__ = (
        Index("ix_covers_colleague_id_last_on", "colleague_id", "last_on"),
        Index("ix_covers_counselor_id_last_on", "counselor_id", "last_on"),
        CheckConstraint("last_on >= first_on", name="days"),
        CheckConstraint("colleague_id <> counselor_id", name="another"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    counselor_id: Mapped[person_key]
    colleague_id: Mapped[person_key]
    first_on: Mapped[date]
    last_on: Mapped[date]
    named_by: Mapped[person_key]
    named_at: Mapped[moment]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    counselor: Mapped[Person] = relationship(foreign_keys="Cover.counselor_id")
    colleague: Mapped[Person] = relationship(foreign_keys="Cover.colleague_id")


class Duty(Model):
    """A member of staff leads the counselors or looks after privacy, from a moment and until one.

    One of each kind at most is open for a person.
    """

    __tablename__ = "duties"
    __table_args__ = (
        Index("ix_duties_program_id", "program_id"),
        Index(
            "uq_duties_person_id_duty",
            "person_id",
            "duty",
            unique=True,
            sqlite_where=text("until is null"),
            postgresql_where=text("until is null"),
        ),
        CheckConstraint("(until is null) = (ended_by is null)", name="ended"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    person_id: Mapped[person_key]
    duty: Mapped[DutyKind] = mapped_column(String(20))
    since: Mapped[moment]
    given_by: Mapped[person_key]
    until: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class DisclosureExport(Model):
    """The privacy officer took the list of who opened which record as a file. Why is sealed."""

    __tablename__ = "disclosure_exports"
    __table_args__ = (UniqueConstraint("made_by", "submission_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    submission_id: Mapped[UUID]
    made_by: Mapped[person_key]
    made_at: Mapped[moment]
    first_on: Mapped[date]
    last_on: Mapped[date]
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason = Sealed(owner="id")


class Reading(Model):
    """Somebody of the care team read an entry that the client shared, as it stood at ``seen_at``.

    ``subject_id`` is the entry, of whatever kind. With ``review_id`` it came with a review, and goes with it.
    """

    __tablename__ = "readings"
    __table_args__ = (
        Index("ix_readings_client_id_subject_id", "client_id", "subject_id"),
        Index("ix_readings_review_id", "review_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    reader_id: Mapped[person_key]
    subject_id: Mapped[UUID]
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("reviews.id"))
    seen_at: Mapped[moment]
    read_at: Mapped[moment]
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    reader: Mapped[Person] = relationship(foreign_keys="Reading.reader_id")


class Support(Model):
    """A client asked a person to stand by them. It shares nothing of the client's record."""

    __tablename__ = "supports"
    __table_args__ = (
        Index("ix_supports_supporter_id_client_id", "supporter_id", "client_id"),
        Index("ix_supports_client_id", "client_id"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    supporter_id: Mapped[person_key]
    asked_at: Mapped[moment]
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    relation_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    email_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    relation = Sealed()
    # As the client wrote them. What the account says may come from somebody else.
    name = Sealed()
    email = Sealed()

    client: Mapped[Person] = relationship(foreign_keys="Support.client_id")
    supporter: Mapped[Person] = relationship(foreign_keys="Support.supporter_id")


class ReceivedEntry(Model):
    """That an entry of the client's arrived. The same id with other words is another entry, and is refused.

    ``saved_at`` is by the clock of the phone on which it waited, None for one that was sent at once;
    ``clock_off_seconds`` is how far that clock was ahead of the server's when it was sent.
    """

    __tablename__ = "received_entries"
    __table_args__ = (UniqueConstraint("client_id", "submission_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    submission_id: Mapped[UUID]
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    received_at: Mapped[moment]
    saved_at: Mapped[datetime | None] = mapped_column(Moment)
    clock_off_seconds: Mapped[int | None]
