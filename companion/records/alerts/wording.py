"""Safety alerts in words, for the care team. The notice that leaves the building has none of them."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.alerts.rules import Act, Source, State

SOURCES = {
    Source.PHQ9_ITEM9: _l("PHQ-9, question 9, is above 0"),
    Source.CHECK_IN: _l("Chose “I don’t feel safe” in the check-in"),
    Source.HOME_CHECK: _l("Does not always feel safe at home"),
    Source.CRAVING: _l("Chose “I don’t feel safe” after a craving"),
    Source.HELP_NOW: _l("Chose “I don’t feel safe” on Help now"),
}
STATES = {
    State.NEW: _l("New"),
    State.SEEN: _l("Seen"),
    State.CONTACTED: _l("Contacted"),
    State.NOT_REACHED: _l("Could not reach"),
    State.ESCALATED: _l("Escalated"),
    State.CLOSED: _l("Closed"),
}
# On the buttons.
ACTS = {
    Act.CONTACT: _l("I reached them"),
    Act.NOT_REACH: _l("I could not reach them"),
    Act.ESCALATE: _l("I escalated it"),
    Act.CLOSE: _l("Close this alert"),
}
# In the list of what was done.
DONE = {
    Act.SEE: _l("Opened"),
    Act.CONTACT: _l("Reached the client"),
    Act.NOT_REACH: _l("Could not reach the client"),
    Act.ESCALATE: _l("Escalated"),
    Act.CLOSE: _l("Closed"),
    Act.REOPEN: _l("Opened again"),
}
