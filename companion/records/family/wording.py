"""The ready lines for today, and the headings under which a client writes to supporters."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.family.rules import Heading, Mood

MOODS = {
    Mood.ROUGH: _l("Rough day. A call would help."),
    Mood.GOOD: _l("Good day."),
    Mood.SPACE: _l("I need some space today."),
}
# To the client, above each box.
ASKS = {
    Heading.HELPS: _l("What helps me"),
    Heading.NOT_HELPS: _l("What does not help me"),
    Heading.CRAVING: _l("If I say that I have a craving"),
    Heading.USED: _l("If I say that I used"),
}
STARTERS = {
    Heading.HELPS: _l("Like: Notice what goes well. Ask “Talk or walk?” Keep it short and kind."),
    Heading.NOT_HELPS: _l("Like: Checking up on me. Asking “Did you use?”"),
    Heading.CRAVING: _l("Like: Stay with me. Do not give advice. It passes."),
    Heading.USED: _l("Like: Thank me for telling you. Do not argue. Help me call the program."),
}
