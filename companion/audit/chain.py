"""The audit's rows hang together: each carries a keyed hash of itself and of the row before it.

There is one chain of events and one of disclosures in each program. Whoever can write to the database but
does not have the key of the settings can change, add, remove or reorder no row without ``companion
check-audit`` naming it. Rows wait until the transaction commits, so that the end of the chain is held for a
moment only; nothing may be noted within a savepoint, whose end would not undo the note.

Source: 45 CFR 164.312(b) and (c)(1), audit controls and integrity.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from companion.audit.models import Chain, Disclosure, Event
from companion.core.db import db, new_id
from companion.core.sealed import ring

Row = Event | Disclosure
WAITING = "audit rows of this transaction"
START = bytes(32)


def add(row: Row) -> None:
    """The row is written as the transaction commits. One that was brought in from elsewhere keeps its id."""
    row.id = row.id or new_id()
    db.session().info.setdefault(WAITING, []).append(row)


def hash_of(row: Row, before: bytes) -> bytes:
    """What the row's hash has to be, where ``before`` is the hash of the row before it."""
    said = json.dumps(_said(row), sort_keys=True, default=str)
    return ring().fingerprint(f"audit:{row.__tablename__}:{row.number}:{before.hex()}:{said}")


def seal_of(chain: Chain) -> bytes:
    """Without it, the last rows could be taken away and the end moved back to the row before them."""
    end = f"{chain.program_id}:{chain.kind}:{chain.number}:{chain.last_hash.hex()}"
    return ring().fingerprint(f"audit-end:{end}")


def _said(row: Row) -> dict[str, Any]:
    """As it will be read back: a moment in UTC, facts as JSON has them."""
    names = [column.key for column in row.__table__.columns if column.key not in ("number", "hash")]
    said = {name: getattr(row, name) for name in names}
    return {**said, "at": row.at.astimezone(UTC), "facts": json.loads(json.dumps(said.get("facts")))}


@event.listens_for(db.session, "before_commit")
def _link(session: Session) -> None:
    if session.in_nested_transaction() or not session.info.get(WAITING):
        return
    # What happened goes first: only then is the end of the chain held.
    session.flush()
    held: dict[tuple[UUID, str], Chain] = {}
    for row in session.info.pop(WAITING):
        key = (row.program_id, row.__tablename__)
        held[key] = held.get(key) or _hold(session, *key)
        _append(held[key], row)
        session.add(row)


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    if not ended.nested:
        session.info.pop(WAITING, None)


def _append(chain: Chain, row: Row) -> None:
    chain.number = row.number = chain.number + 1
    chain.last_hash = row.hash = hash_of(row, chain.last_hash)
    chain.seal = seal_of(chain)


def _hold(session: Session, program_id: UUID, kind: str) -> Chain:
    """Nobody else's to change until this transaction ends."""
    found = session.get(Chain, (program_id, kind), with_for_update=True, populate_existing=True)
    if found is None:
        found = Chain(program_id=program_id, kind=kind, number=0, last_hash=START)
        session.add(found)
    return found
