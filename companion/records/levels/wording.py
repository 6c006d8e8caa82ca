"""The checklist in words of our own: what is asked, and what to think about."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.levels.rules import Answer, Dimension

DIMENSIONS = {
    Dimension.HOME: _l("Home"),
    Dimension.WITHDRAWAL: _l("Withdrawal"),
    Dimension.BODY: _l("Physical health"),
    Dimension.MIND: _l("Feelings and thinking"),
    Dimension.READINESS: _l("Readiness"),
    Dimension.USE: _l("Risk of use"),
}
ASKED = {
    Dimension.HOME: _l("Is the place where they live unstable, unsafe, or without support?"),
    Dimension.WITHDRAWAL: _l("Could they go through withdrawal that needs medical care?"),
    Dimension.BODY: _l("Is there a health condition that needs care beside this program?"),
    Dimension.MIND: _l("Do feelings, thoughts, or memory make it hard to take part or to stay safe?"),
    Dimension.READINESS: _l("Are they unsure about change, or about coming several times a week?"),
    Dimension.USE: _l("Is more use likely soon, with harm that could be serious?"),
}
ANSWERS = {
    Answer.NO: _l("No concern"),
    Answer.SOME: _l("Some concern"),
    Answer.STRONG: _l("Strong concern"),
    Answer.UNKNOWN: _l("Not known yet"),
}
TO_CONSIDER = {
    Dimension.HOME: _l(
        "Ask what would make home work: a recovery residence, family sessions, a safe place for evenings. "
        "A hard home alone does not rule this program out."
    ),
    Dimension.WITHDRAWAL: _l(
        "This program cannot watch over withdrawal. Alcohol and sedatives can be dangerous to stop. Ask "
        "medical staff first, today if it has begun."
    ),
    Dimension.BODY: _l("Ask medical staff whether care beside the program is enough, and who gives it."),
    Dimension.MIND: _l(
        "Other conditions are common and no reason to turn somebody away. Ask who treats them, and whether "
        "a program that treats both would fit better. Not safe now: 988, or 911."
    ),
    Dimension.READINESS: _l(
        "Being unsure is a reason to talk, not to wait. Ask what matters to them and what a first week could "
        "look like."
    ),
    Dimension.USE: _l(
        "Ask about structure between sessions: medication, more contact, naloxone at hand, a higher level "
        "for some time and then a step down."
    ),
}
