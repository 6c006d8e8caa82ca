"""Telling the counselors by email that there is something to look at. It says nothing of the sender.

Source: clinical facts, section 4.2, and 42 CFR Part 2.
"""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import is_demo_email
from companion.core.words import _, in_language
from companion.outbox import actions as outbox
from companion.records.enquiries import queries, rules
from companion.records.enquiries.models import Enquiry


def tell(enquiry: Enquiry, *, at: datetime) -> None:
    """Queue a notice to every counselor, unless they were just told of another request.

    Else somebody who sends many would fill their mailboxes.
    """
    if queries.was_told_since(enquiry.program_id, at - rules.TOLD_FOR):
        return
    enquiry.told_at = at
    for recipient in _recipients_of(enquiry):
        with in_language(recipient.language):
            subject = _("Something for you to look at")
            body = _(
                "There is an item for review. Please sign in to see it: %(address)s",
                address=current_app.config["BASE_URL"],
            )
        outbox.queue(recipient, subject=subject, body=body, address=recipient.email, at=at)


def _recipients_of(enquiry: Enquiry) -> list[Person]:
    """Where there is no counselor, the administrators: they must find somebody."""
    team = people.counselors_of(enquiry.program_id) or people.administrators_of(enquiry.program_id)
    return [one for one in team if one.email and not is_demo_email(one.email)]
