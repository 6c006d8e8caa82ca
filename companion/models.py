"""Every table, for the migrations and the structural tests."""

from companion.access.models import CareTeamMember, Support
from companion.accounts.models import Invitation, Person, SignInSession, Throttle
from companion.audit.models import Disclosure, Event, Version
from companion.outbox.models import Message
from companion.programs.models import Enrolment, Program, Track
from companion.records.attendance.models import Attendance, Notice, Taught
from companion.records.calendars.models import CalendarFeed
from companion.records.commitments.models import Commitment
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.imports.models import Upload
from companion.records.journal.models import Entry
from companion.records.letters.models import Letter
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment, Change, Holiday, Seen, Series
from companion.records.skills.models import Pick, Practice, SkillChoice, SkillVersion
from companion.records.worksheets.models import Worksheet

__all__ = [
    "Appointment",
    "Attendance",
    "CalendarFeed",
    "CareTeamMember",
    "Change",
    "CheckIn",
    "Commitment",
    "Contact",
    "Craving",
    "DayCount",
    "Disclosure",
    "Enrolment",
    "Entry",
    "Event",
    "Holiday",
    "Invitation",
    "Letter",
    "Message",
    "Notice",
    "Person",
    "Pick",
    "Practice",
    "Program",
    "Question",
    "Review",
    "Seen",
    "Series",
    "SignInSession",
    "SkillChoice",
    "SkillVersion",
    "Support",
    "Taught",
    "Throttle",
    "Track",
    "Upload",
    "Use",
    "Version",
    "Worksheet",
]
