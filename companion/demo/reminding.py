"""Dana is reminded of her sessions and her check-in, inside the app: she said yes in her third week."""

from __future__ import annotations

from datetime import timedelta

from companion.accounts.models import Person
from companion.core import words
from companion.demo.days import Days
from companion.records.reminders import actions, wording
from companion.records.reminders.rules import USUAL_CHECK_IN, USUAL_LEADS, Kind, Level, Way

KINDS = (Kind.SESSION, Kind.CHECK_IN)


def remind(client: Person, days: Days) -> None:
    """With the words that stand on her page, as when she read them."""
    at = days.now - timedelta(weeks=2)
    with words.in_language(client.language):
        consent = str(wording.CONSENTS[Way.APP])
    actions.agree(client, Way.APP, words=consent, address=None, at=at)
    chosen = [(kind, Way.APP) for kind in KINDS]
    hour, level = USUAL_CHECK_IN, Level.PLAIN
    actions.choose(client, chosen, leads=USUAL_LEADS, check_in_at=hour, level=level, at=at)
