"""Requests for help by people who have no account, and what was done about them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, program_key
from companion.core.sealed import Sealed
from companion.records.enquiries import rules
from companion.records.enquiries.rules import About, Act, Held, Outcome, Safe, State


class Enquiry(Model):
    """``code_hash`` finds it for its sender, ``form_hash`` is the form that made it: both keyed hashes.

    ``address_key`` is the keyed hash of where it was sent from, for a day. ``answered_at`` is the first try
    to reach the sender. After the program's period its words are erased (``purged_at``); the moments stay,
    for the response time. ``client_id`` is the client that the sender became: then it is part of that record.
    """

    __tablename__ = "enquiries"
    __table_args__ = (
        Index("ix_enquiries_program_id_closed_at_received_at", "program_id", "closed_at", "received_at"),
        Index("ix_enquiries_address_key", "address_key"),
        CheckConstraint("(claimed_at is null) = (claimed_by is null)", name="claimed"),
        CheckConstraint("(closed_at is null) = (outcome is null)", name="closed"),
        CheckConstraint("purged_at is null or closed_at is not null", name="purged"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    form_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    address_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    received_at: Mapped[moment]
    answer_by: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)
    language: Mapped[str] = mapped_column(String(8))
    about: Mapped[About | None] = mapped_column(String(12))
    state: Mapped[str | None] = mapped_column(String(2))
    voicemail: Mapped[Safe | None] = mapped_column(String(3))
    texting: Mapped[Safe | None] = mapped_column(String(3))
    emailing: Mapped[Safe | None] = mapped_column(String(3))
    held_because: Mapped[Held | None] = mapped_column(String(12))
    claimed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome: Mapped[Outcome | None] = mapped_column(String(12))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    client_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    purged_at: Mapped[datetime | None] = mapped_column(Moment)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    email_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    when_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    going_on_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name = Sealed(owner="id")
    phone = Sealed(owner="id")
    email = Sealed(owner="id")
    when = Sealed(owner="id")
    going_on = Sealed(owner="id")

    claimer: Mapped[Person | None] = relationship(foreign_keys="Enquiry.claimed_by")
    client: Mapped[Person | None] = relationship(foreign_keys="Enquiry.client_id")
    acts: Mapped[list[EnquiryAct]] = relationship(order_by="EnquiryAct.at, EnquiryAct.id")

    @property
    def is_held(self) -> bool:
        return self.held_because is not None and self.closed_at is None

    @property
    def times(self) -> rules.Times:
        return rules.Times(self.received_at, self.answer_by, self.answered_at, self.closed_at is not None)

    @property
    def state_told(self) -> State:
        """How far it is, for its sender."""
        if self.closed_at:
            is_own = any(act.act == Act.TAKE_BACK for act in self.acts)
            return State.TAKEN_BACK if is_own else State.CLOSED
        tries = [act for act in self.acts if act.act == Act.ATTEMPT]
        if tries:
            return State.REACHED if any(act.is_reached for act in tries) else State.TRIED
        return State.CLAIMED if self.claimed_at else State.NEW


class EnquiryAct(Model):
    """``by_id`` is nobody where the sender added to the request or took it back.

    ``how`` and ``is_reached`` are of a try to reach the sender, ``outcome`` of closing.
    """

    __tablename__ = "enquiry_acts"
    __table_args__ = (
        UniqueConstraint("enquiry_id", "submission_id"),
        Index("ix_enquiry_acts_enquiry_id_at", "enquiry_id", "at"),
        CheckConstraint("(by_id is null) = (act in ('add', 'take_back'))", name="by"),
        CheckConstraint("(how is null) = (act <> 'attempt')", name="how"),
        CheckConstraint("(outcome is null) = (act not in ('close', 'take_back'))", name="outcome"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    enquiry_id: Mapped[UUID] = mapped_column(ForeignKey("enquiries.id"))
    submission_id: Mapped[UUID]
    act: Mapped[Act] = mapped_column(String(12))
    how: Mapped[rules.How | None] = mapped_column(String(12))
    is_reached: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[Outcome | None] = mapped_column(String(12))
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[moment]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    note = Sealed(owner="enquiry_id")

    by: Mapped[Person | None] = relationship(foreign_keys="EnquiryAct.by_id")
