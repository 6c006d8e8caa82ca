"""The program, when it is open, its tracks, and who is enrolled in them."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.core import phones
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed
from companion.programs import rules


class Program(Model):
    """A clinic's program. ``phone`` and ``hours`` are what Help now says about reaching it.

    ``notice_hours`` is how long before a session a client should say that they cannot come.
    ``allowed_misses`` is how many absences the program allows (none: it has no such rule), counted over
    the last ``misses_weeks`` weeks (none: over the whole stay).
    ``shows_use_safety`` is whether a client who used reads of lower tolerance and naloxone.
    ``alert_minutes`` is how often staff are told again, while they are at work, of a safety alert that nobody
    answered.
    ``is_use_told`` is whether the program announces at enrolment that the care team reads of each use; else
    the client chooses. Each stay keeps what was announced when it began.
    ``shows_notes`` is whether a client can read a progress note that is signed from now on.
    ``reads_en`` and ``reads_es`` say when counselors read what clients share; empty: it is not said.
    ``sharing_delay_hours`` is how long it takes until a supporter sees more than before,
    ``sharing_most_days`` for how long a client may share at most before they sign again.
    ``message_days`` is within how many times at work a message of a client is answered.
    ``answer_days`` is within how many business days a request for help is answered, ``enquiry_days`` how long
    its words stay after it was closed. ``is_help_free`` is whether the help that is asked for costs nothing.
    ``retention_years`` is how long a record is kept after the stay ended. ``session_titles`` and ``rooms``
    are what planning offers, one a line.
    ``slug`` names the program in public addresses, for installations that hold several.
    """

    __tablename__ = "programs"
    __table_args__ = (
        CheckConstraint("notice_hours between 0 and 336", name="notice_hours"),
        CheckConstraint("allowed_misses between 0 and 100", name="allowed_misses"),
        CheckConstraint("misses_weeks between 1 and 104", name="misses_weeks"),
        CheckConstraint("alert_minutes between 5 and 1440", name="alert_minutes"),
        CheckConstraint("sharing_delay_hours between 1 and 168", name="sharing_delay_hours"),
        CheckConstraint("sharing_most_days between 1 and 730", name="sharing_most_days"),
        CheckConstraint("message_days between 1 and 3", name="message_days"),
        CheckConstraint("answer_days between 1 and 10", name="answer_days"),
        CheckConstraint("enquiry_days between 1 and 3650", name="enquiry_days"),
        CheckConstraint("retention_years between 1 and 50", name="retention_years"),
    )

    id: Mapped[key]
    name: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    phone: Mapped[str] = mapped_column(String(40), default="")
    hours: Mapped[str] = mapped_column(String(120), default="")
    shows_overdose_box: Mapped[bool] = mapped_column(default=True)
    notice_hours: Mapped[int] = mapped_column(default=rules.USUAL_NOTICE_HOURS)
    allowed_misses: Mapped[int | None]
    misses_weeks: Mapped[int | None]
    shows_use_safety: Mapped[bool] = mapped_column(default=True)
    is_use_told: Mapped[bool] = mapped_column(default=False)
    shows_notes: Mapped[bool] = mapped_column(default=True)
    alert_minutes: Mapped[int] = mapped_column(default=rules.USUAL_ALERT_MINUTES)
    reads_en: Mapped[str] = mapped_column(String(200), default="")
    reads_es: Mapped[str] = mapped_column(String(200), default="")
    sharing_delay_hours: Mapped[int] = mapped_column(default=rules.USUAL_SHARING_DELAY_HOURS)
    sharing_most_days: Mapped[int] = mapped_column(default=rules.USUAL_SHARING_MOST_DAYS)
    message_days: Mapped[int] = mapped_column(default=rules.USUAL_MESSAGE_DAYS)
    answer_days: Mapped[int] = mapped_column(default=rules.USUAL_ANSWER_DAYS)
    enquiry_days: Mapped[int] = mapped_column(default=rules.USUAL_ENQUIRY_DAYS)
    is_help_free: Mapped[bool] = mapped_column(default=False)
    retention_years: Mapped[int] = mapped_column(default=rules.USUAL_RETENTION_YEARS)
    session_titles: Mapped[str] = mapped_column(String(1000), default="")
    rooms: Mapped[str] = mapped_column(String(1000), default="")
    slug: Mapped[str | None] = mapped_column(String(40), unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[moment]

    def reads_in(self, language: str) -> str:
        """When counselors read, in that language; in the other one where the program wrote only that."""
        spanish, english = self.reads_es, self.reads_en
        return (spanish or english) if language == "es" else (english or spanish)

    @property
    def call_link(self) -> str:
        """What a tap on its phone number opens; empty where it has none that a phone can dial."""
        return phones.call_link(self.phone) if phones.is_phone(self.phone) else ""


class StaffedHours(Model):
    """When staff are at work on a weekday, Monday is 0, in the program's zone.

    Closing at or before opening is on the next day; the same time twice is the whole day and night.
    """

    __tablename__ = "staffed_hours"
    __table_args__ = (
        UniqueConstraint("program_id", "weekday"),
        CheckConstraint("weekday between 0 and 6", name="weekday"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    weekday: Mapped[int]
    opens_at: Mapped[time]
    closes_at: Mapped[time]

    @property
    def shift(self) -> rules.Shift:
        return rules.Shift(self.weekday, self.opens_at, self.closes_at)


class Holiday(Model):
    """A day on which the program is closed: no group meets and nobody is counted on to be at work.

    Individual sessions stay as they are.
    """

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("program_id", "day"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(80))
    created_by: Mapped[person_key]
    created_at: Mapped[moment]


class Track(Model):
    """Day, evening: a weekly plan of groups that clients are enrolled in."""

    __tablename__ = "tracks"
    __table_args__ = (Index("ix_tracks_program_id", "program_id"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    name: Mapped[str] = mapped_column(String(80))
    required_minutes_per_week: Mapped[int] = mapped_column(default=rules.DEFAULT_MINUTES_PER_WEEK)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)


class Enrolment(Model):
    """A client's stay in a track, from a first to a planned last day.

    ``is_use_told`` is whether this client heard at enrolment that the care team reads of each use.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        Index("ix_enrolments_client_id_started_on", "client_id", "started_on"),
        Index("ix_enrolments_track_id", "track_id"),
        CheckConstraint("planned_end_on > started_on", name="ends_after_start"),
        CheckConstraint("required_minutes_per_week between 0 and 3000", name="minutes"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    client_id: Mapped[person_key]
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    started_on: Mapped[date]
    planned_end_on: Mapped[date]
    required_minutes_per_week: Mapped[int]
    steps_down_from: Mapped[str] = mapped_column(String(30))
    created_by: Mapped[person_key]
    created_at: Mapped[moment]
    ended_on: Mapped[date | None]
    is_use_told: Mapped[bool] = mapped_column(default=False)
    end_note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    end_note = Sealed()

    track: Mapped[Track] = relationship()

    @property
    def last_on(self) -> date:
        """The last day, as it is known now."""
        return self.ended_on or self.planned_end_on

    @property
    def began_on(self) -> date:
        """When the client came, before any change of track, if the stay was found with those before it."""
        return getattr(self, "_began_on", self.started_on)

    def continue_from(self, earlier: Enrolment) -> None:
        """A stay that begins the day after another ended is the same stay in another track."""
        self._began_on = (
            earlier.began_on if rules.follows(earlier.ended_on, self.started_on) else self.started_on
        )

    def is_over_on(self, day: date) -> bool:
        """Whether the client had left by then. The last day is still a day of the stay."""
        return self.ended_on is not None and self.ended_on < day

    def week_on(self, day: date) -> tuple[int, int]:
        return rules.week_of_stay(self.began_on, self.planned_end_on, day)
