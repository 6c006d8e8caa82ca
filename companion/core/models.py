"""What the database says of itself."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from companion.core.db import Model


class KeyMark(Model):
    """What a key made of a known word: whether the settings hold the same key is seen at once."""

    __tablename__ = "key_marks"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[bytes] = mapped_column(LargeBinary)
