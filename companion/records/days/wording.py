"""Moods, sleep, use, what was around and the next small step, in words."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.days.rules import Mood, Sleep, Step, Used

SKIP = _l("Skip")
MOODS = {
    Mood.VERY_BAD: _l("Very bad"),
    Mood.BAD: _l("Bad"),
    Mood.OK: _l("OK"),
    Mood.GOOD: _l("Good"),
    Mood.VERY_GOOD: _l("Very good"),
}
SLEEPS = {
    Sleep.UNDER_5: _l("Under 5 hours"),
    Sleep.FROM_5: _l("5 to 6"),
    Sleep.FROM_7: _l("7 to 8"),
    Sleep.FROM_9: _l("9 or more"),
}
ANSWERS = {Used.YES: _l("Yes"), Used.NO: _l("No"), Used.SKIP: SKIP}
# Outside of the person, and it can change.
AROUND = {
    "place": _l("A place"),
    "people": _l("People"),
    "alone": _l("I was alone"),
    "feeling": _l("A feeling"),
    "time_of_day": _l("Time of day"),
    "money": _l("Money or payday"),
    "pain": _l("Pain"),
    "celebrating": _l("Celebrating"),
    "other": _l("Something else"),
}
STEPS = {
    Step.CALL: _l("Call someone"),
    Step.GROUP: _l("Go to group"),
    Step.SKILL: _l("Do a skill"),
    Step.TELL: _l("Message my counselor"),
    Step.REST: _l("Rest"),
}
