"""``companion check-audit``: whether every audit row is still what was written, where it was written."""

from __future__ import annotations

import hmac
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Select, select, union

from companion.audit.chain import START, Row, hash_of, seal_of
from companion.audit.models import Chain, Disclosure, Event
from companion.core.db import db
from companion.core.stop import Stop

KINDS: tuple[type[Row], ...] = (Event, Disclosure)
PAGE = 1000


class Broken(Stop):
    """The audit is not what was written. The message names the first row that is not."""


@dataclass(frozen=True)
class Link:
    """A row in its place, on one line to keep elsewhere, so that a later check can ask for it."""

    program_id: UUID
    kind: str
    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.program_id} {self.kind} {self.number} {self.hash.hex()}"


def add_command(commands: Any, make_app: Callable[[], Flask]) -> None:
    command = commands.add_parser("check-audit", help="check that no audit row was changed or taken away")
    command.add_argument("--known", type=Path, help="a file with lines that an earlier check printed")
    command.set_defaults(run=lambda options: run(options, make_app))


def run(options: Namespace, make_app: Callable[[], Flask]) -> None:
    known = options.known.read_text().split("\n") if options.known else []
    with make_app().app_context():
        ends = check({line.strip() for line in known} - {""})
    print(*ends, "The audit is whole.", sep="\n")


def check(known: set[str] | None = None) -> list[Link]:
    """Where each chain of each program ends. Raises ``Broken``, also where a known line is in no chain."""
    ends, missing = [], set(known or ())
    for program_id in _programs():
        for kind in KINDS:
            end = Link(program_id, kind.__tablename__, 0, START)
            for link in _links(end, kind):
                missing.discard(str(link))
                end = link
            _check_end(end)
            ends.append(end)
    if missing:
        raise Broken(f"No audit row is what was noted elsewhere as: {min(missing)}")
    return ends


def _links(last: Link, kind: type[Row]) -> Iterator[Link]:
    for row in _rows(last.program_id, kind):
        named = f"{last.kind}, row {row.id}"
        if row.number != last.number + 1:
            raise Broken(f"{named}: not number {last.number + 1}, as it should be. A row is missing or new.")
        if not hmac.compare_digest(row.hash or b"", hash_of(row, last.hash)):
            raise Broken(f"{named}, number {row.number}: this is not what was written.")
        last = Link(last.program_id, last.kind, row.number, row.hash or b"")
        yield last


def _check_end(last: Link) -> None:
    chain = db.session.get(Chain, (last.program_id, last.kind))
    if chain is None and last.number == 0:
        return
    if chain is None or not hmac.compare_digest(chain.seal, seal_of(chain)):
        raise Broken(f"{last.kind} of program {last.program_id}: what says where they end is not ours.")
    if (chain.number, chain.last_hash) != (last.number, last.hash):
        raise Broken(f"{last.kind}: the rows from {last.number + 1} to {chain.number} were taken away.")


def _rows(program_id: UUID, kind: type[Row]) -> Iterator[Any]:
    """A row without a number was not written by us. It comes first."""
    chosen = select(kind).where(kind.program_id == program_id)
    yield from db.session.scalars(chosen.where(kind.number.is_(None)).limit(1))
    before = None
    while page := list(db.session.scalars(_after(before, chosen, kind))):
        yield from page
        before = page[-1].number


def _after(number: int | None, chosen: Select[Any], kind: type[Row]) -> Select[Any]:
    later = kind.number.is_not(None) if number is None else kind.number > number
    return chosen.where(later).order_by(kind.number).limit(PAGE)


def _programs() -> list[UUID]:
    tables = (Event, Disclosure, Chain)
    return sorted(db.session.scalars(union(*(select(one.program_id) for one in tables))))
