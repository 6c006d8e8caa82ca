"""Who stands in which relationship to a client."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from companion.accounts.models import Person
from companion.core.db import Model, Moment, key, moment, person_key, program_key
from companion.core.sealed import Sealed


class CareTeamMember(Model):
    """A counselor works with a client, from a moment and until one."""

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

    client: Mapped[Person] = relationship(foreign_keys="CareTeamMember.client_id")
    counselor: Mapped[Person] = relationship(foreign_keys="CareTeamMember.counselor_id")


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
