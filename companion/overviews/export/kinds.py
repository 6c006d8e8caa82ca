"""What a record is made of, kind by kind, in the order in which it can be brought in again.

Every table with a ``client_id`` stands here or in ``left_out``; a test sees to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from companion.access.consents import models as consents
from companion.access.emergencies.models import Emergency
from companion.access.models import CareTeamMember, Support
from companion.accounts.models import Person
from companion.audit.models import Disclosure, Version
from companion.programs.models import Enrolment, Track
from companion.programs.path.models import PathStep, Phase
from companion.records.agenda.models import Topic
from companion.records.alerts.models import SafetyAlert
from companion.records.asks import models as asks
from companion.records.assessments.models import Cadence, Measure
from companion.records.attendance.models import Attendance, Notice
from companion.records.commitments.models import Commitment
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.encouragement.models import NoteStop, SupporterNote
from companion.records.enquiries.models import Enquiry
from companion.records.family import models as family
from companion.records.home.models import HomeCheck
from companion.records.journal.models import Entry
from companion.records.letters.models import Letter
from companion.records.messages.models import ThreadMessage
from companion.records.notes.models import NoteComment, ProgressNote
from companion.records.plan import models as plan
from companion.records.reminders import models as reminders
from companion.records.schedule.models import Appointment
from companion.records.schedule.queries import stays_of
from companion.records.skills.models import Pick, Practice, SkillChoice
from companion.records.talks.models import ReadyLine, TalkRequest
from companion.records.waves.models import WaveRating
from companion.records.worksheets.models import Worksheet

Where = Callable[[Person, Any], ColumnElement[bool]]
NEVER = frozenset({"program_id", "client_id"})


@dataclass(frozen=True)
class Kind:
    """``without`` are columns that stay here: secrets, and what the app does not show the client either.

    ``name`` names its file.
    """

    name: str
    model: Any
    without: frozenset[str] = frozenset()
    where: Where = lambda client, model: model.client_id == client.id

    def chosen(self, client: Person) -> ColumnElement[bool]:
        return self.where(client, self.model)


def _of_program(client: Person, model: Any) -> ColumnElement[bool]:
    return and_(model.program_id == client.program_id)


def _sessions(client: Person, model: Any) -> ColumnElement[bool]:
    """The client's own, those of each track while they stayed in it, and what a row of theirs names."""
    stays = [
        and_(model.track_id == track_id, model.starts_at >= opens, model.starts_at < closes)
        for _client_id, track_id, opens, closes in stays_of([client.id])
    ]
    named = [
        model.id.in_(select(one).where(one.class_.client_id == client.id))
        for one in (Attendance.appointment_id, Attendance.makes_up_id, Notice.appointment_id)
    ]
    noted = model.id.in_(select(ProgressNote.appointment_id).where(_shown(client, ProgressNote)))
    return or_(model.client_id == client.id, *stays, *named, noted)


def _shown(client: Person, model: Any) -> ColumnElement[bool]:
    """What the client may read in the app."""
    return and_(model.client_id == client.id, model.signed_at.is_not(None), model.is_shown)


def _on_shown(client: Person, model: Any) -> ColumnElement[bool]:
    shown = select(ProgressNote.id).where(_shown(client, ProgressNote))
    return and_(model.client_id == client.id, model.note_id.in_(shown))


def _delivered(client: Person, model: Any) -> ColumnElement[bool]:
    return and_(model.client_id == client.id, model.delivered_at.is_not(None))


def _standing(client: Person, model: Any) -> ColumnElement[bool]:
    """What others wrote and took back is nobody's to read; what the client took back is their own."""
    taken_back = model.taken_back_at if model is ThreadMessage else model.removed_at
    return and_(model.client_id == client.id, or_(taken_back.is_(None), model.author_id == client.id))


def _earlier_words(client: Person, model: Any) -> ColumnElement[bool]:
    """Of what the client wrote: earlier words of staff are drafts."""
    own = [kind.model.__tablename__ for kind in KINDS if kind.name in OWN_WORDS]
    return and_(model.client_id == client.id, model.subject.in_(own))


def _tied(client: Person, model: Any) -> ColumnElement[bool]:
    """What hangs on a row of the client's and does not name them itself."""
    tie = {consents.ConsentScope: "consent", asks.AskRecipient: "support"}[model]
    return and_(getattr(model, tie).has(client_id=client.id))


ASKED_BEFORE = frozenset(
    {"form_hash", "code_hash", "address_key", "claimed_by", "claimed_at", "held_because"}
)
BY_MAIL = frozenset({"address_key", "code_hash", "code_tries"})
OWN_WORDS = frozenset(
    {"cravings", "check_ins", "journal", "topics", "plan_lines", "safety_plan", "week_goals", "measures"}
)
KINDS: tuple[Kind, ...] = (
    Kind("tracks", Track, where=_of_program),
    Kind("phases", Phase, where=_of_program),
    Kind("questions", Question, frozenset({"created_by"}), _of_program),
    Kind("enrolments", Enrolment, frozenset({"end_note_sealed"})),
    Kind("path_steps", PathStep),
    Kind("care_team", CareTeamMember),
    Kind("sessions", Appointment, frozenset({"series_id", "holiday_id", "created_by"}), _sessions),
    Kind("attendance", Attendance),
    Kind("session_notices", Notice),
    Kind("cravings", Craving),
    Kind("practices", Practice),
    Kind("wave_ratings", WaveRating),
    Kind("skill_picks", Pick),
    Kind("skill_choices", SkillChoice),
    Kind("check_ins", CheckIn),
    Kind("uses", Use),
    Kind("day_counts", DayCount),
    Kind("journal", Entry),
    Kind("topics", Topic),
    Kind("commitments", Commitment),
    Kind("worksheets", Worksheet),
    Kind("plan_lines", plan.PlanLine),
    Kind("safety_plan", plan.SafetyAnswer),
    Kind("week_goals", plan.WeekGoal),
    Kind("plan_comments", plan.PlanComment, where=_standing),
    Kind("people_to_call", Contact),
    Kind("measures", Measure),
    Kind("measure_rhythms", Cadence),
    Kind("home_checks", HomeCheck),
    Kind("safety_alerts", SafetyAlert),
    Kind("messages", ThreadMessage, where=_standing),
    Kind("progress_notes", ProgressNote, where=_shown),
    Kind("note_comments", NoteComment, where=_on_shown),
    Kind("letters", Letter, frozenset({"code_hash"})),
    Kind("requests_for_help", Enquiry, ASKED_BEFORE),
    Kind("supporters", Support, frozenset({"ended_by"})),
    Kind("notices_accepted", consents.NoticeAcceptance),
    Kind("consents", consents.Consent),
    Kind("consent_scopes", consents.ConsentScope, where=_tied),
    Kind("consents_revoked", consents.Revocation),
    Kind("sharing_pauses", consents.Pause),
    Kind("todays_lines", family.TodaysLine),
    Kind("wishes", family.Wish),
    Kind("own_numbers", family.OwnNumber),
    Kind("ready_lines", ReadyLine),
    Kind("asks", asks.Ask),
    Kind("ask_recipients", asks.AskRecipient, where=_tied),
    Kind("ask_claims", asks.AskClaim),
    Kind("ask_ends", asks.AskEnd),
    Kind("talk_requests", TalkRequest, frozenset({"message_id"})),
    Kind("supporter_notes", SupporterNote, where=_delivered),
    Kind("note_stops", NoteStop),
    Kind("reminder_settings", reminders.ReminderSettings),
    Kind("reminder_choices", reminders.ReminderChoice),
    Kind("reminder_consents", reminders.ReminderConsent, BY_MAIL),
    Kind("looks", Disclosure, frozenset({"number", "hash"})),
    Kind("emergencies", Emergency, frozenset({"finding_sealed"})),
    Kind("earlier_words", Version, where=_earlier_words),
)
