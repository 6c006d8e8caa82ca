"""Requests for help in words: for staff, and for who sent one."""

from __future__ import annotations

from datetime import timedelta

from companion.core.words import _, _l, _n
from companion.records.enquiries.rules import About, Act, Held, How, Outcome, Safe, State

ABOUT = {About.SELF: _l("For myself"), About.LOVED_ONE: _l("For someone I love")}
ABOUT_READ = {About.SELF: _l("For themselves"), About.LOVED_ONE: _l("For someone they love")}
SAFE = {Safe.YES: _l("Yes"), Safe.NO: _l("No")}
HELD = {
    Held.TRAP: _l("A field was filled in that people do not see. Programs fill it in."),
    Held.UNSIGNED: _l("It did not come from the page of this site."),
    Held.QUICK: _l("It was sent within a few seconds. A person needs longer."),
    Held.MANY: _l("Many requests came from the same connection that day."),
}
HOW = {
    How.CALL: _l("Called"),
    How.VOICEMAIL: _l("Left a voicemail"),
    How.TEXT: _l("Sent a text"),
    How.EMAIL: _l("Sent an email"),
}
OUTCOMES = {
    Outcome.ENROLLED: _l("Enrolled here"),
    Outcome.REFERRED: _l("Referred to another place"),
    Outcome.NO_CONTACT: _l("Could not be reached"),
    Outcome.WITHDRAWN: _l("Does not want help now"),
    Outcome.SET_ASIDE: _l("Not a request for help"),
}
DONE = {
    Act.ADD: _l("The sender added"),
    Act.TAKE_BACK: _l("The sender took it back"),
    Act.ACCEPT: _l("Taken out of the held ones"),
    Act.CLAIM: _l("Taken on"),
    Act.UNCLAIM: _l("Given back to the team"),
    Act.ATTEMPT: _l("Tried to reach them"),
    Act.NOTE: _l("Note"),
    Act.CLOSE: _l("Closed"),
    Act.REOPEN: _l("Opened again"),
}
STATES = {
    State.NEW: _l("We have your request. Nobody has picked it up yet."),
    State.CLAIMED: _l("Somebody on the team has your request and will reach out to you."),
    State.TRIED: _l("We tried to reach you. We will try again."),
    State.REACHED: _l("We have been in touch with you."),
    State.TAKEN_BACK: _l("You took your request back. We will not reach out. You can ask again any time."),
    State.CLOSED: _l("This request is closed. You can ask again any time."),
}
MINUTES_A_DAY = 24 * 60


def took(time: timedelta | None) -> str:
    """Such as ``2 hours`` or ``40 minutes``: the largest unit, rounded down, as nobody asks for more."""
    if time is None:
        return _("None yet")
    minutes = int(time.total_seconds()) // 60
    if minutes < 60:
        return _n("%(num)d minute", "%(num)d minutes", minutes)
    if minutes < 2 * MINUTES_A_DAY:
        return _n("%(num)d hour", "%(num)d hours", minutes // 60)
    return _n("%(num)d day", "%(num)d days", minutes // MINUTES_A_DAY)
