"""Every table, for the migrations and the structural tests."""

from companion.access.models import CareTeamMember, Support
from companion.accounts.models import Invitation, Person, SignInSession, Throttle
from companion.audit.models import Disclosure, Event, Version
from companion.outbox.models import Message
from companion.programs.models import Enrolment, Program, Track
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.journal.models import Entry
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment, Series
from companion.records.skills.models import Practice

__all__ = [
    "Appointment",
    "CareTeamMember",
    "Contact",
    "Craving",
    "Disclosure",
    "Enrolment",
    "Entry",
    "Event",
    "Invitation",
    "Message",
    "Person",
    "Practice",
    "Program",
    "Review",
    "Series",
    "SignInSession",
    "Support",
    "Throttle",
    "Track",
    "Version",
]
