"""The other half of the permission table: what each thing that a client shows opens to a supporter.

No permission stands in two lines, and what stands in none is shown to no supporter by any setting.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from companion.access.permissions import Can, Relation, may
from companion.access.rules import Scope

OPENED: Mapping[Scope, frozenset[Can]] = {
    Scope.TODAY: frozenset({Can.SEE_TODAYS_LINE}),
    Scope.TIMES: frozenset({Can.SEE_SESSION_TIMES}),
    Scope.ATTENDANCE: frozenset({Can.SEE_ATTENDANCE}),
    Scope.CRAVINGS: frozenset({Can.SEE_CRAVING_COUNT}),
    Scope.SKILLS: frozenset({Can.SEE_SKILLS_PRACTICED}),
    Scope.MILESTONES: frozenset({Can.SEE_MILESTONES}),
    Scope.PLAN: frozenset({Can.SEE_PLAN_PART}),
    Scope.NOTES_AND_ASKS: frozenset({Can.SEE_ASKS}),
}


def opened_by(scopes: Collection[Scope]) -> frozenset[Can]:
    return frozenset().union(*(OPENED[scope] for scope in scopes))


def may_with(relation: Relation, can: Can, scopes: Collection[Scope]) -> bool:
    """``scopes`` are what the client shows to the supporter who asks; to anyone else they mean nothing."""
    return may(relation, can) or (relation == Relation.SUPPORTS and can in opened_by(scopes))
