"""What is said where the client set nothing, and how far a request to talk has come."""

from __future__ import annotations

from companion.core.words import _l
from companion.records.talks.rules import Delivery

USUAL_LINE = _l("Can you talk?")
DELIVERIES = {
    Delivery.NO_EMAIL: _l(
        "It stands on their page. No email goes out from here, so they may not see it soon."
    ),
    Delivery.WAITING: _l("It stands on their page. The email is waiting to go out."),
    Delivery.HANDED_OVER: _l("It stands on their page. The email was handed over at %(when)s."),
    Delivery.FAILED: _l("It stands on their page. The email could not be sent."),
    Delivery.HELD_BACK: _l("The email was not sent."),
}
