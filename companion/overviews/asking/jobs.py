"""Erasing what is not needed any more: the words of closed requests, and where requests were sent from."""

from __future__ import annotations

from datetime import datetime

from companion.overviews.asking import actions
from companion.programs import queries as programs
from companion.records.enquiries import queries
from companion.records.enquiries.taking_in import forget_addresses


def purge_next(now: datetime) -> bool:
    """Erase one closed request that the program has kept long enough, in a transaction of the caller's."""
    forget_addresses(at=now)
    for program in programs.programs():
        found = queries.outlived(program, now)
        if found:
            actions.purge(found, at=now)
            return True
    return False
