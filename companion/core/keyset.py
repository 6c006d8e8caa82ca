"""A page of a long list is found by where the last one ended, never by counting the rows before it.

So page 200 costs what page 1 costs, wherever an index begins with the owner and goes on with the moment.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Select, literal, or_, select
from sqlalchemy.sql.base import ExecutableOption

from companion.core.db import db

T = TypeVar("T")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Mark(NamedTuple):
    """A place in a list that goes from new to old: a moment, and among equals an id."""

    at: datetime
    id: UUID

    @property
    def cursor(self) -> str:
        """For an address: it says when and which row, and nothing of what is in it."""
        written = ((self.at - EPOCH) // MICROSECOND).to_bytes(8, signed=True) + self.id.bytes
        return base64.urlsafe_b64encode(written).decode()

    @property
    def just_before(self) -> Mark:
        """A page before this mark begins with the row that stands at ``self``."""
        return Mark(self.at, UUID(int=min(self.id.int + 1, (1 << 128) - 1)))


def read_cursor(text: str) -> Mark:
    """Raises ``ValueError`` for what no page of ours has written."""
    try:
        written = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("no cursor") from error
    if len(written) != 24:
        raise ValueError("no cursor")
    try:
        at = EPOCH + MICROSECOND * int.from_bytes(written[:8], signed=True)
    except OverflowError as error:
        raise ValueError("no cursor") from error
    return Mark(at, UUID(bytes=written[8:]))


def mark_after(text: str | None) -> Mark | None:
    """Where the page that an address asks for begins: none is the first page, and nonsense is not there."""
    if not text:
        return None
    try:
        return read_cursor(text)
    except ValueError:
        abort(404)


@dataclass(frozen=True)
class Listed(Generic[T]):
    """One owner's rows by a moment, the newest first. ``where`` begins with whose they are."""

    model: type[T]
    at: Any
    id: Any
    where: tuple[ColumnElement[bool], ...]
    options: tuple[ExecutableOption, ...] = ()

    def before(self, mark: Mark | None, limit: int) -> list[T]:
        return list(db.session.scalars(self.chosen(mark, limit)))

    def chosen(self, mark: Mark | None, limit: int) -> Select[Any]:
        found = select(self.model).where(*self.where).options(*self.options)
        if mark:
            # The first half alone lets an index begin at the mark; an OR of both would be read from the top.
            found = found.where(self.at <= mark.at, or_(self.at < mark.at, self.id < mark.id))
        return found.order_by(self.at.desc(), self.id.desc()).limit(limit)

    def moments(
        self, since: datetime, until: datetime, named: str, is_so: ColumnElement[bool]
    ) -> Select[Any]:
        """To be joined with others: a name, the id, when, and one more answer, of each row of that time."""
        told = (literal(named).label("named"), self.id.label("id"), self.at.label("at"), is_so.label("is_so"))
        return select(*told).where(*self.where, self.at >= since, self.at < until)

    def mark_of(self, row: T) -> Mark:
        return Mark(getattr(row, self.at.key), getattr(row, self.id.key))
