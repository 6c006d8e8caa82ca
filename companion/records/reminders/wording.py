"""The closed list of what a reminder says. Where others may see it, it names nobody and nothing.

Source: the product's own rule, after the VA's: nothing personal in an email or a text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from companion.core.words import _, _l, clock_time
from companion.records.reminders.rules import Kind, Level, Way

WAYS: dict[Way, Any] = {
    Way.APP: _l("In this app"),
    Way.EMAIL: _l("Email"),
    Way.PUSH: _l("Notice on this phone"),
    Way.SMS: _l("Text message"),
}
KINDS: dict[Kind, Any] = {
    Kind.SESSION: _l("A session is coming"),
    Kind.CHECK_IN: _l("Check-in"),
    Kind.PRACTICE: _l("Practice that your care team asks for"),
    Kind.MEASURE: _l("Questions that wait for you"),
    Kind.MESSAGE: _l("A message from your care team"),
}
LEADS = {1440: _l("One day before"), 120: _l("2 hours before"), 30: _l("30 minutes before")}
LEVELS = {
    Level.PLAIN: _l("Say nothing: “You have a reminder.”"),
    Level.CLEAR: _l("Say what it is: “Time for your check-in.”"),
}
CONSENTS: dict[Way, Any] = {
    Way.APP: _l("I want reminders inside this app."),
    Way.EMAIL: _l(
        "I want reminders by email. Email is not fully private: others who use my inbox can see that they "
        "came. They name nobody. I can stop them here at any time."
    ),
    Way.PUSH: _l(
        "I want reminders as notices on this phone. Who sees the screen can see that they came. "
        "They name nobody. I can stop them here at any time."
    ),
    Way.SMS: _l(
        "I want reminders by text message. Texts are not fully private, and message rates may apply. "
        "They name nobody. I can answer STOP or stop them here at any time."
    ),
}


def text(kind: Kind, level: Level, *, session_at: datetime | None = None, zone: str = "UTC") -> str:
    """In the language that is spoken now."""
    # A text message with one letter outside the old alphabet is half as long: a plain space will do.
    at = clock_time(session_at, zone).replace("\u202f", " ") if session_at else ""
    if level == Level.CLEAR:
        return {
            Kind.SESSION: _("Session at %(time)s.", time=at),
            Kind.CHECK_IN: _("Time for your check-in."),
            Kind.PRACTICE: _("Time to practice."),
            Kind.MEASURE: _("Some questions wait for you."),
            Kind.MESSAGE: _("Message from your care team."),
        }[kind]
    if kind == Kind.MESSAGE:
        return _("You have a new message.")
    said = _("You have a reminder.")
    return f"{said} {at}".rstrip()


def code_text(code: str, way: Way) -> str:
    """What brings the code that shows that an email or a number is the client's own."""
    said = _("Your code is %(code)s.", code=code)
    how_to_end = _("Answer STOP to end texts.")
    return f"{said} {how_to_end}" if way == Way.SMS else said
