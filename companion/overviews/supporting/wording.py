"""What a supporter reads: how to help in general, and the names of what is shown to them."""

from __future__ import annotations

from typing import Any

from companion.access.rules import Scope
from companion.core.words import _l
from companion.records.family.rules import Heading

# Source: UX design, section 2.7, in the spirit of CRAFT: notice the good, offer a choice, short and kind.
HELPING: dict[Heading, tuple[Any, list[Any]]] = {
    Heading.HELPS: (
        _l("What helps"),
        [
            _l("Notice what goes well, and say so."),
            _l("Offer a choice: “Do you want to talk or take a walk?”"),
            _l("Keep it short and kind."),
        ],
    ),
    Heading.NOT_HELPS: (
        _l("What does not help"),
        [_l("Checking up on them."), _l("Asking, “Did you use?”")],
    ),
    Heading.CRAVING: (
        _l("If they say they have a craving"),
        [_l("Stay with them."), _l("Ask, “Talk or walk?”"), _l("It passes. Cravings rise and fall.")],
    ),
    Heading.USED: (
        _l("If they say they used"),
        [
            _l("Thank them for telling you."),
            _l("Do not argue while they are under the influence."),
            _l("Help them reach the program."),
        ],
    ),
}
SHOWN: dict[Scope, Any] = {
    Scope.TODAY: _l("How their day is"),
    Scope.TIMES: _l("When their sessions are"),
    Scope.ATTENDANCE: _l("Which days they came this week"),
    Scope.CRAVINGS: _l("How many cravings they logged this week"),
    Scope.SKILLS: _l("Which skills they practiced this week"),
    Scope.MILESTONES: _l("Their days in recovery"),
    Scope.PLAN: _l("What to do, in their own words"),
    Scope.NOTES_AND_ASKS: _l("What they ask for help with"),
}
