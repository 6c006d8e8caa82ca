"""Every table, for the migrations and the structural tests."""

from companion.access.models import CareTeamMember, Cover, Support
from companion.accounts.models import Invitation, Person, SignInSession, Throttle
from companion.audit.models import Disclosure, Event, Version
from companion.outbox.models import Message
from companion.programs.models import Enrolment, Holiday, Program, StaffedHours, Track
from companion.records.agenda.models import Topic
from companion.records.alerts.models import AlertAct, AlertNotice, SafetyAlert
from companion.records.assessments.models import Cadence, Measure
from companion.records.attendance.models import Attendance, Notice, Taught
from companion.records.calendars.models import CalendarFeed
from companion.records.commitments.models import Commitment
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.directory.models import ReferralPlace
from companion.records.enquiries.models import Enquiry, EnquiryAct
from companion.records.helplines.models import Helpline
from companion.records.home.models import HomeCheck
from companion.records.imports.models import Upload
from companion.records.journal.models import Entry
from companion.records.letters.models import Letter
from companion.records.levels.models import LevelCheck
from companion.records.messages.models import ThreadMessage
from companion.records.plan.models import PlanComment, PlanKeeping, PlanLine, SafetyAnswer, WeekGoal
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment, Change, Seen, Series
from companion.records.skills.models import Pick, Practice, SkillChoice, SkillVersion
from companion.records.tasks.models import Task
from companion.records.waves.models import WaveRating
from companion.records.worksheets.models import Worksheet

__all__ = [
    "AlertAct",
    "AlertNotice",
    "Appointment",
    "Attendance",
    "Cadence",
    "CalendarFeed",
    "CareTeamMember",
    "Change",
    "CheckIn",
    "Commitment",
    "Contact",
    "Cover",
    "Craving",
    "DayCount",
    "Disclosure",
    "Enquiry",
    "EnquiryAct",
    "Enrolment",
    "Entry",
    "Event",
    "Helpline",
    "Holiday",
    "HomeCheck",
    "Invitation",
    "Letter",
    "LevelCheck",
    "Measure",
    "Message",
    "Notice",
    "Person",
    "Pick",
    "PlanComment",
    "PlanKeeping",
    "PlanLine",
    "Practice",
    "Program",
    "Question",
    "ReferralPlace",
    "Review",
    "SafetyAlert",
    "SafetyAnswer",
    "Seen",
    "Series",
    "SignInSession",
    "SkillChoice",
    "SkillVersion",
    "StaffedHours",
    "Support",
    "Task",
    "Taught",
    "ThreadMessage",
    "Throttle",
    "Topic",
    "Track",
    "Upload",
    "Use",
    "Version",
    "WaveRating",
    "WeekGoal",
    "Worksheet",
]
