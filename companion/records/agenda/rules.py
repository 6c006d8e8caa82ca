"""What a client wants to talk about: how long it may be, and how long it stays when it was ticked off."""

from __future__ import annotations

from datetime import timedelta

BODY_MOST = 300
# Ticked off by mistake in a session, it can be put back for the rest of the day.
SHOWN_TALKED = timedelta(hours=12)
# On a counselor's page: so many of them, each with so many words, and so many words together.
MOST_SHOWN, LONGEST_SHOWN, SHOWN_TOGETHER = 3, 30, 25
