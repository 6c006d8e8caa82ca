"""A consent in plain words: what can be shown, what for, and how it ends.

Changing words here needs a new ``TEXT_VERSION``: what was signed keeps the words of then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from companion.access.rules import Purpose, Scope
from companion.core.words import _, _l

SCOPES: dict[Scope, Any] = {
    Scope.TODAY: _l("How today is"),
    Scope.TIMES: _l("When my sessions are"),
    Scope.ATTENDANCE: _l("Which days I came this week"),
    Scope.CRAVINGS: _l("How many cravings I logged this week"),
    Scope.SKILLS: _l("Which skills I practiced this week"),
    Scope.MILESTONES: _l("My days in recovery"),
    Scope.PLAN: _l("What to do: my own words, and what I do in my plan"),
    Scope.NOTES_AND_ASKS: _l("What I ask for help with"),
}
EXACTLY: dict[Scope, Any] = {
    Scope.TODAY: _l("One line that you write yourself, and a number to call you."),
    Scope.TIMES: _l("Day and time of the next 7 days. No place, no name, no topic."),
    Scope.ATTENDANCE: _l("Days and hours, this week only. Nothing about what you missed."),
    Scope.CRAVINGS: _l("One number for the week. No time, no strength, no trigger, no note."),
    Scope.SKILLS: _l("The names of the skills. No time, no rating, no note."),
    Scope.MILESTONES: _l("The days since the date that you picked. It never says whether you used."),
    Scope.PLAN: _l("What helps, what does not, and the part “What I do” of your plan. Nothing else of it."),
    Scope.NOTES_AND_ASKS: _l("Only what you ask them for, with its time, and whether someone does it."),
}
PURPOSES: dict[Purpose, Any] = {
    Purpose.SUPPORT: _l("So that they can support me"),
    Purpose.PRACTICAL: _l("So that they can help with rides, children, and my week"),
    Purpose.REQUEST: _l("Because I ask for it"),
}
# What no scope opens. The first five are named by the rules of the program, the last by common sense.
NEVER = (
    _l("My journal"),
    _l("My answers to questions about how I am, and their results"),
    _l("Test results"),
    _l("The home check"),
    _l("My counselor’s notes"),
    _l("My messages with the care team"),
    _l("Whether I used"),
    _l("Other people in the program"),
)
STOP = _l("Stop sharing. It ends right away.")


def discloser(program: str) -> str:
    return _("%(program)s, the program that I am in, through this app", program=program)


def description(scopes: Iterable[Scope]) -> str:
    """One line each. The first is what an invitation shows by itself."""
    said = [f"{SCOPES[scope]}. {EXACTLY[scope]}" for scope in Scope if scope in set(scopes)]
    return "\n".join([_("The name I use here, and that I am in this program."), *said])


def revocation() -> str:
    return _(
        "I can stop this at any time. A tap on Stop sharing in this app counts as writing. It ends before "
        "the next page that they open. What they saw before cannot be taken back. I can also write to the "
        "program. My care does not depend on this."
    )
