"""The keys of the records: known again at start, and changed while people go on working.

A new key goes to the front of ``COMPANION_DATA_KEYS``; what is written from then on is sealed with it.
``companion rotate-keys`` then seals all the rest again, a few rows at a time. It looks for what is not sealed
with the newest key, so that it can be stopped and started at any time, and run twice.
"""

from __future__ import annotations

import hmac
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Column, LargeBinary, Table, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from companion.core.db import Base, db
from companion.core.models import KeyMark
from companion.core.sealed import CannotOpen, Sealed, binding, ring
from companion.core.stop import Stop

PAGE = 200
# Which key seals fingerprints has no number of its own.
INDEX = 0


class WrongKeys(Stop):
    """The keys in the settings are not those that this database was written with."""


@dataclass(frozen=True)
class Place:
    """A sealed column, and the column of whose it is."""

    table: Table
    sealed: Column[Any]
    owner: Column[Any]
    name: str

    @property
    def key(self) -> Column[Any]:
        return next(iter(self.table.primary_key.columns))

    def bound_to(self, owner_id: Any) -> str:
        return binding(self.table.name, self.name, owner_id)


def places() -> Iterator[Place]:
    """Every sealed column there is."""
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        for name, found in vars(mapper.class_).items():
            if isinstance(found, Sealed):
                table: Any = mapper.local_table
                yield Place(table, table.c[f"{name}_sealed"], table.c[found.owner], name)


def refuse_wrong() -> None:
    """At start: raises ``WrongKeys``, before anybody meets a page that does not open."""
    marks = {one.number: one.mark for one in db.session.scalars(select(KeyMark))}
    for number, mark in marks.items():
        _check(number, mark)
    if not marks:
        _refuse_if_nothing_opens()
    for number in {INDEX, ring().newest} - set(marks):
        db.session.add(KeyMark(number=number, mark=_mark(number)))
    try:
        db.session.commit()
    except IntegrityError:
        # Another process began in the same moment: its marks are looked at like any other.
        db.session.rollback()
        refuse_wrong()


def _check(number: int, mark: bytes) -> None:
    if number == INDEX:
        if not hmac.compare_digest(mark, _mark(INDEX)):
            raise WrongKeys(
                "COMPANION_INDEX_KEY is not the key that this database was written with. "
                "Put the right one back: without it nobody can sign in."
            )
        return
    try:
        ring().open(mark, _word(number))
    except CannotOpen:
        raise WrongKeys(
            f"Key {number} of COMPANION_DATA_KEYS is missing, or not the one that this database was written "
            "with. Put the right one back: without it the records cannot be read."
        ) from None


def _mark(number: int) -> bytes:
    return ring().fingerprint("key mark") if number == INDEX else ring().seal("key mark", _word(number))


def _word(number: int) -> str:
    return f"key_marks.mark:{number}"


def _refuse_if_nothing_opens() -> None:
    """A database from before there were marks is looked at itself."""
    for place in places():
        row = db.session.execute(
            select(place.owner, place.sealed).where(place.sealed.is_not(None)).limit(1)
        ).first()
        if row:
            ring().open(row[1], place.bound_to(row[0]))


def add_command(commands: Any, make_app: Callable[[], Flask]) -> None:
    command = commands.add_parser("rotate-keys", help="seal all records again with the newest key")
    command.set_defaults(run=lambda options: run(options, make_app))


def run(options: Namespace, make_app: Callable[[], Flask]) -> None:
    with make_app().app_context():
        refuse_wrong()
        sealed = rotate()
        newest = ring().newest
    print(f"{sealed} values were sealed again. All are sealed with key {newest} now.")
    print("Other keys can leave COMPANION_DATA_KEYS, once no backup that needs them is kept.")


def rotate() -> int:
    """How many values were sealed again.

    Raises ``CannotOpen`` at the first that no key opens, ``WrongKeys`` while others still use an older key.
    """
    counted = sum(_rotate(place) for place in places())
    if any(db.session.execute(_old(place, None)).first() for place in places()):
        raise WrongKeys(
            "Something still writes with an older key. Start every `companion serve` and `companion work` "
            "again with the new settings, then run this again."
        )
    db.session.execute(delete(KeyMark).where(KeyMark.number.not_in([INDEX, ring().newest])))
    db.session.commit()
    return counted


def _rotate(place: Place) -> int:
    """What somebody changes meanwhile is sealed with the newest key by that, and left alone here."""
    counted, last = 0, None
    while rows := db.session.execute(_old(place, last)).all():
        for row_id, owner_id, sealed in rows:
            again = ring().seal(ring().open(sealed, place.bound_to(owner_id)), place.bound_to(owner_id))
            same = update(place.table).where(place.key == row_id, place.sealed == sealed)
            db.session.execute(same.values({place.sealed: again}))
        db.session.commit()
        counted, last = counted + len(rows), rows[-1][0]
    return counted


def _old(place: Place, after: Any) -> Any:
    head = func.substr(place.sealed, 1, len(ring().head), type_=LargeBinary)
    chosen = select(place.key, place.owner, place.sealed).where(
        place.sealed.is_not(None), head != ring().head
    )
    later = chosen if after is None else chosen.where(place.key > after)
    return later.order_by(place.key).limit(PAGE)
