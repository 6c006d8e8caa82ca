"""Other places of treatment that a program lists. Nothing of it is a person's."""

from __future__ import annotations

from urllib.parse import quote_plus

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core import phones
from companion.core.db import Model, key, moment, program_key

MAP = "https://www.openstreetmap.org/search?query="


class ReferralPlace(Model):
    """``identity`` says that a line of a later file is the same place. ``services`` is " OIT SP ", with a
    space on both sides of each code, so that a code can be looked for.
    """

    __tablename__ = "referral_places"
    __table_args__ = (
        UniqueConstraint("program_id", "identity"),
        Index("ix_referral_places_program_id_state_city", "program_id", "state", "city"),
    )

    id: Mapped[key]
    program_id: Mapped[program_key]
    identity: Mapped[str] = mapped_column(String(300))
    name1: Mapped[str] = mapped_column(String(160))
    name2: Mapped[str] = mapped_column(String(160))
    street1: Mapped[str] = mapped_column(String(120))
    city: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(2))
    zip: Mapped[str] = mapped_column(String(10))
    phone: Mapped[str] = mapped_column(String(40))
    website: Mapped[str] = mapped_column(String(240))
    services: Mapped[str] = mapped_column(String(1000))
    brought_at: Mapped[moment]

    @property
    def codes(self) -> list[str]:
        return self.services.split()

    @property
    def call_link(self) -> str:
        return phones.call_link(self.phone) if phones.is_phone(self.phone) else ""

    @property
    def address(self) -> str:
        return ", ".join(filter(None, [self.street1, self.city, f"{self.state} {self.zip}".strip()]))

    @property
    def map_link(self) -> str:
        return MAP + quote_plus(self.address)
