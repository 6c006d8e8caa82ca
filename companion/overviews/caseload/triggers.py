"""What set off a client's cravings, in words: those of the shared list, and those of the client's plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from companion.accounts.models import Person
from companion.records.cravings.forms import TRIGGER_WORDS
from companion.records.cravings.models import Craving
from companion.records.plan import queries as plan

NAMED_MOST = 5


@dataclass(frozen=True)
class Named:
    words: str
    times: int


def named_in(client: Person, cravings: Iterable[Craving]) -> list[Named]:
    """The ones that were named most often first, and not more than can be read at a glance."""
    counted = Counter(key for craving in cravings for key in craving.trigger_keys)
    if not counted:
        return []
    words = {**TRIGGER_WORDS, **plan.trigger_words_of(client)}
    return [Named(str(words[key]), times) for key, times in counted.most_common(NAMED_MOST)]
