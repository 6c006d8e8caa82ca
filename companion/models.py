"""Every table, for the migrations and the structural tests."""

from companion.access.consents.models import (
    Consent,
    ConsentScope,
    ConsentWarning,
    NoticeAcceptance,
    Pause,
    Revocation,
    SupportCode,
)
from companion.access.emergencies.models import Emergency
from companion.access.models import (
    CareTeamMember,
    Cover,
    DisclosureExport,
    Duty,
    Reading,
    ReceivedEntry,
    Support,
)
from companion.accounts.factors.models import Challenge, CodeApp, RecoveryCode, SignInLink
from companion.accounts.models import Invitation, Lock, Passkey, Person, SignInSession, Throttle
from companion.audit.models import Chain, Disclosure, Event, Version
from companion.core.models import KeyMark
from companion.outbox.models import Message
from companion.programs.models import Enrolment, Holiday, Program, StaffedHours, Track
from companion.programs.path.models import PathStep, Phase
from companion.records.agenda.models import Topic
from companion.records.alerts.models import AlertAct, AlertNotice, SafetyAlert
from companion.records.asks.models import Ask, AskClaim, AskEnd, AskRecipient
from companion.records.assessments.models import Cadence, Measure
from companion.records.attendance.models import Attendance, Notice, Taught
from companion.records.calendars.models import CalendarFeed
from companion.records.commitments.models import Commitment
from companion.records.contacts.models import Contact
from companion.records.counseling.models import CounselingNote
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.directory.models import ReferralPlace
from companion.records.encouragement.models import NoteStop, SupporterNote
from companion.records.enquiries.models import Enquiry, EnquiryAct
from companion.records.exports.models import TimelineExport
from companion.records.family.models import OwnNumber, TodaysLine, Wish
from companion.records.helplines.models import Helpline
from companion.records.home.models import HomeCheck
from companion.records.imports.models import Upload
from companion.records.journal.models import Entry
from companion.records.letters.models import Letter
from companion.records.levels.models import LevelCheck
from companion.records.messages.models import ThreadMessage
from companion.records.notes.models import NoteComment, ProgressNote
from companion.records.plan.models import PlanComment, PlanKeeping, PlanLine, SafetyAnswer, WeekGoal
from companion.records.prep.models import SessionPrep
from companion.records.reminders.models import (
    PushSubscription,
    ReminderChoice,
    ReminderConsent,
    ReminderSettings,
    SentReminder,
)
from companion.records.reviews.models import Review
from companion.records.schedule.models import Appointment, Change, Seen, Series
from companion.records.skills.models import Pick, Practice, SkillChoice, SkillVersion
from companion.records.talks.models import ReadyLine, TalkRequest
from companion.records.tasks.models import Task
from companion.records.triage.models import Thresholds
from companion.records.waves.models import WaveRating
from companion.records.worksheets.models import Worksheet

__all__ = [
    "AlertAct",
    "AlertNotice",
    "Appointment",
    "Ask",
    "AskClaim",
    "AskEnd",
    "AskRecipient",
    "Attendance",
    "Cadence",
    "CalendarFeed",
    "CareTeamMember",
    "Chain",
    "Challenge",
    "Change",
    "CheckIn",
    "CodeApp",
    "Commitment",
    "Consent",
    "ConsentScope",
    "ConsentWarning",
    "Contact",
    "CounselingNote",
    "Cover",
    "Craving",
    "DayCount",
    "Disclosure",
    "DisclosureExport",
    "Duty",
    "Emergency",
    "Enquiry",
    "EnquiryAct",
    "Enrolment",
    "Entry",
    "Event",
    "Helpline",
    "Holiday",
    "HomeCheck",
    "Invitation",
    "KeyMark",
    "Letter",
    "LevelCheck",
    "Lock",
    "Measure",
    "Message",
    "NoteComment",
    "NoteStop",
    "Notice",
    "NoticeAcceptance",
    "OwnNumber",
    "Passkey",
    "PathStep",
    "Pause",
    "Person",
    "Phase",
    "Pick",
    "PlanComment",
    "PlanKeeping",
    "PlanLine",
    "Practice",
    "Program",
    "ProgressNote",
    "PushSubscription",
    "Question",
    "Reading",
    "ReadyLine",
    "ReceivedEntry",
    "RecoveryCode",
    "ReferralPlace",
    "ReminderChoice",
    "ReminderConsent",
    "ReminderSettings",
    "Review",
    "Revocation",
    "SafetyAlert",
    "SafetyAnswer",
    "Seen",
    "SentReminder",
    "Series",
    "SessionPrep",
    "SignInLink",
    "SignInSession",
    "SkillChoice",
    "SkillVersion",
    "StaffedHours",
    "Support",
    "SupportCode",
    "SupporterNote",
    "TalkRequest",
    "Task",
    "Taught",
    "ThreadMessage",
    "Thresholds",
    "Throttle",
    "TimelineExport",
    "TodaysLine",
    "Topic",
    "Track",
    "Upload",
    "Use",
    "Version",
    "WaveRating",
    "WeekGoal",
    "Wish",
    "Worksheet",
]
