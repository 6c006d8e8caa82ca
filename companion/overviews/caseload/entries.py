"""What clients wrote down that their care team may read, of all of a caseload at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from companion.accounts.models import Person
from companion.records.cravings import queries as cravings
from companion.records.days import queries as days
from companion.records.days.models import CheckIn
from companion.records.days.rules import Used
from companion.records.journal import queries as journal
from companion.records.skills import queries as skills
from companion.records.triage.facts import Dated, Rated, day_in


@dataclass(frozen=True)
class Entries:
    """Of one client, back to a moment. Entries for the client alone are not in it, not even as a number.

    ``moments`` is when each came, by its kind.
    """

    client: Person
    cravings: list[Any] = field(default_factory=list)
    practices: list[Any] = field(default_factory=list)
    shared: list[Any] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)

    @property
    def moments(self) -> dict[str, list[datetime]]:
        return {
            "use": [one.team_told_at for one in self.told],
            "check_in": [one.answered_at for one in self.check_ins],
            "craving": [one.received_at for one in self.cravings],
            "practice": [one.received_at for one in self.practices],
            "entry": [one.shared_at for one in self.shared],
        }

    def counts(self, since: datetime) -> dict[str, int]:
        """How many of each kind came after that moment; a kind without any is not in it."""
        counted = {kind: sum(at > since for at in found) for kind, found in self.moments.items()}
        return {kind: count for kind, count in counted.items() if count}

    def kinds(self, since: datetime) -> list[str]:
        """The kind of each entry that came after that moment."""
        return [kind for kind, found in self.moments.items() for at in found if at > since]

    def since(self, moment: datetime) -> list[datetime]:
        """When each came that came after that moment."""
        return [at for found in self.moments.values() for at in found if at > moment]

    @property
    def last_at(self) -> datetime | None:
        return max((at for found in self.moments.values() for at in found), default=None)

    @property
    def rated(self) -> list[Rated]:
        """Each strength, from the log and from check-ins. "Not sure" is none of them."""
        logged = [
            Rated(self._day(one.occurred_at), one.received_at, one.strength)
            for one in self.cravings
            if one.strength is not None
        ]
        asked = [
            Rated(one.day, one.answered_at, one.strongest)
            for one in self.check_ins
            if one.strongest is not None
        ]
        return logged + asked

    def uses(self, *, is_announced: bool) -> list[Dated]:
        told = [Dated(one.used_on, one.team_told_at) for one in self.told]
        with_craving = [
            Dated(self._day(one.occurred_at), one.received_at)
            for one in self.cravings
            if one.outcome == "used"
        ]
        said = [one for one in self.check_ins if is_announced and one.used == Used.YES]
        return told + with_craving + [Dated(one.day, one.answered_at) for one in said]

    def _day(self, at: datetime) -> date:
        return day_in(self.client.zone, at)


def entries_of(clients: list[Person], since: Mapping[UUID, datetime]) -> dict[UUID, Entries]:
    """Five queries, however many clients."""
    found = [
        cravings.cravings_since(since),
        skills.practices_since(since),
        journal.shared_since(since),
        days.check_ins_since(since),
        days.uses_told_since(since),
    ]
    return {one.id: Entries(one, *(kind.get(one.id, []) for kind in found)) for one in clients}
