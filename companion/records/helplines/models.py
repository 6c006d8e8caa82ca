"""What a program says of a helpline, and the lines that it adds."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model, key, moment, person_key, program_key


class Helpline(Model):
    """With a ``known_key`` it stands for one that comes with the app, whose words stay the app's.

    ``verified_on`` is when somebody of the program last checked the number. Nothing here is a person's.
    """

    __tablename__ = "helplines"
    __table_args__ = (UniqueConstraint("program_id", "known_key"),)

    id: Mapped[key]
    program_id: Mapped[program_key]
    known_key: Mapped[str | None] = mapped_column(String(20))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    name_es: Mapped[str] = mapped_column(String(120), default="")
    about_en: Mapped[str] = mapped_column(String(240), default="")
    about_es: Mapped[str] = mapped_column(String(240), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    text_to: Mapped[str] = mapped_column(String(40), default="")
    is_shown: Mapped[bool] = mapped_column(default=True)
    is_on_help_now: Mapped[bool] = mapped_column(default=False)
    verified_on: Mapped[date | None]
    changed_by: Mapped[person_key]
    changed_at: Mapped[moment]
