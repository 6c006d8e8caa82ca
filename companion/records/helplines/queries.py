"""The helplines of a program: those that come with the app, as it changed them, and its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import Select, select

from companion.core import phones
from companion.core.db import db, one_or_404
from companion.core.words import language
from companion.programs.models import Program
from companion.records.helplines import rules, wording
from companion.records.helplines.models import Helpline
from companion.records.helplines.rules import Known


@dataclass(frozen=True)
class Line:
    """``name`` is the known key, else the row's id: what an address calls it by."""

    name: str
    title: Any
    about: Any
    phone: str
    text_to: str
    text_word: str
    is_shown: bool
    is_on_help_now: bool
    verified_on: date | None

    @property
    def call_link(self) -> str:
        return phones.call_link(self.phone) if self.phone else ""

    @property
    def text_link(self) -> str:
        return phones.text_link(self.text_to, self.text_word) if self.text_to else ""

    @property
    def number(self) -> str:
        """As people read it."""
        return self.phone.removeprefix("+")


def lines_of(program: Program | None) -> list[Line]:
    """All of them, also those that are off. Without a program, as they come with the app."""
    rows = list(db.session.scalars(_rows_of(program))) if program else []
    changed = {row.known_key: row for row in rows if row.known_key}
    known = [_known(one, changed.get(one.key)) for one in rules.KNOWN]
    return known + [_own(row) for row in rows if row.known_key is None]


def shown(lines: Iterable[Line]) -> list[Line]:
    return [one for one in lines if one.is_shown]


def help_now_lines_of(program: Program | None) -> list[Line]:
    """One question to the database, and none where no program is known."""
    return [one for one in shown(lines_of(program)) if one.is_on_help_now]


def line_of(program: Program, name: str) -> Line:
    found = [one for one in lines_of(program) if one.name == name]
    return found[0] if found else abort(404)


def row_of(program: Program, name: str) -> Helpline | None:
    """What the program says of it so far; None for a known line that it never changed."""
    if name in rules.BY_KEY:
        return db.session.scalar(_rows_of(program).where(Helpline.known_key == name))
    try:
        line_id = UUID(name)
    except ValueError:
        abort(404)
    return one_or_404(_rows_of(program).where(Helpline.id == line_id, Helpline.known_key.is_(None)))


def _rows_of(program: Program) -> Select[Helpline]:
    return select(Helpline).where(Helpline.program_id == program.id).order_by(Helpline.id)


def _known(one: Known, row: Helpline | None) -> Line:
    said: Any = row or one
    return Line(
        name=one.key,
        title=wording.NAMES[one.key],
        about=wording.ABOUT[one.key],
        phone=said.phone,
        text_to=said.text_to,
        text_word=one.text_word,
        is_shown=said.is_shown,
        is_on_help_now=said.is_on_help_now,
        verified_on=row.verified_on if row else None,
    )


def _own(row: Helpline) -> Line:
    is_spanish = language() == "es"
    return Line(
        name=str(row.id),
        title=row.name_es if is_spanish else row.name_en,
        about=row.about_es if is_spanish else row.about_en,
        phone=row.phone,
        text_to=row.text_to,
        text_word="",
        is_shown=row.is_shown,
        is_on_help_now=row.is_on_help_now,
        verified_on=row.verified_on,
    )
