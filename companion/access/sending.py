"""What leaves for a supporter hangs on what the client shows them, also while it waits in the outbox."""

from __future__ import annotations

from functools import partial

from companion.access.consents import queries
from companion.access.models import Support
from companion.access.rules import Scope
from companion.outbox import ties
from companion.outbox.ties import Tie

REACHED = "support"


def tie(support: Support, scope: Scope) -> Tie:
    """For ``outbox.queue``: the message is sent only if that is still shown when it is sent."""
    return Tie(_kind(scope), support.id)


def tie_of(support: Support) -> Tie:
    """The same for what the client says to them: it needs a tie of support that neither ended nor rests."""
    return Tie(REACHED, support.id)


def init() -> None:
    ties.ask_with(REACHED, queries.is_reachable)
    for scope in Scope:
        ties.ask_with(_kind(scope), partial(queries.is_shown, scope))


def _kind(scope: Scope) -> str:
    return f"scope:{scope}"
