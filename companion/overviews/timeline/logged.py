"""What the client logs and writes, as items of the timeline."""

from __future__ import annotations

from companion.core import words
from companion.core.words import _
from companion.overviews.timeline.entries import Around, Item, Place, number
from companion.records.agenda.models import Topic
from companion.records.attendance.models import Notice
from companion.records.cravings.forms import OUTCOME_WORDS
from companion.records.cravings.models import Craving
from companion.records.days import wording as days
from companion.records.days.models import CheckIn, Use
from companion.records.days.rules import Mood, Sleep, Used
from companion.records.journal.models import Audience, Entry
from companion.records.skills.models import Practice


def craving(place: Place, row: Craving, around: Around) -> Item:
    title = _("Craving, strength %(number)s", number=number(row.strength))
    facts = []
    if row.rated_at:
        facts.append(_("After: %(number)s", number=number(row.strength_after)))
    if row.skill_key:
        facts.append(_("Skill: %(title)s", title=around.skill(row.skill_key, row.skill_version)))
    if row.trigger_keys:
        named = ", ".join(str(around.triggers.get(key, key)) for key in row.trigger_keys)
        facts.append(_("Set off by: %(what)s", what=named))
    if row.outcome:
        facts.append(_("Chose: “%(words)s”", words=OUTCOME_WORDS[row.outcome]))
    return Item(place.mark, place.kind, title, tuple(facts), row.note, is_changed=row.id in around.changed)


def practice(place: Place, row: Practice, around: Around) -> Item:
    title = _("Practice: %(title)s", title=around.skill(row.skill_key, row.skill_version))
    is_rated = row.before is not None or row.after is not None
    rated = _("Before %(before)s, after %(after)s", before=number(row.before), after=number(row.after))
    facts = (rated,) if is_rated else ()
    return Item(place.mark, place.kind, title, facts, row.note, is_changed=row.id in around.changed)


def check_in(place: Place, row: CheckIn, around: Around) -> Item:
    """Whether the client used only where the program announced at enrolment that the team reads it."""
    facts = []
    if row.mood is not None:
        facts.append(_("Day: %(answer)s", answer=days.MOODS[Mood(row.mood)]))
    if row.sleep:
        facts.append(_("Sleep: %(answer)s", answer=days.SLEEPS[Sleep(row.sleep)]))
    if row.strongest is not None:
        facts.append(_("Strongest craving: %(number)s", number=row.strongest))
    if around.is_use_announced and row.used != Used.SKIP:
        facts.append(_("Used: %(answer)s", answer=days.ANSWERS[Used(row.used)]))
    title = _("Check-in for %(day)s", day=words.day(row.day))
    said = (*facts, *_answers(row, around))
    return Item(place.mark, place.kind, title, said, row.note, is_changed=row.id in around.changed)


def use(place: Place, row: Use, around: Around) -> Item:
    return Item(place.mark, place.kind, _("Use reported for %(day)s", day=words.day(row.used_on)))


def entry(place: Place, row: Entry, around: Around) -> Item:
    is_for_session = row.audience == Audience.SESSION
    facts = [_("Bring to session") if is_for_session else _("Share now")]
    if row.shared_at and (row.shared_at - row.written_at).total_seconds() >= 60:
        facts.append(_("Written %(when)s", when=around.moment(row.written_at)))
    is_changed = row.edited_at is not None
    return Item(place.mark, place.kind, _("Journal entry"), tuple(facts), row.body, is_changed=is_changed)


def topic(place: Place, row: Topic, around: Around) -> Item:
    facts = (_("Talked about %(when)s", when=around.moment(row.talked_at)),) if row.talked_at else ()
    is_changed = row.edited_at is not None
    return Item(place.mark, place.kind, _("To talk about"), facts, row.body, is_changed=is_changed)


def notice(place: Place, row: Notice, around: Around) -> Item:
    session = around.session(row.appointment_id)
    return Item(place.mark, place.kind, row.heard, (session,) if session else ())


def _answers(row: CheckIn, around: Around) -> list[str]:
    """To the program's own questions, also to those that it no longer asks."""
    known = [(around.questions[key], answer) for key, answer in row.asked.items() if key in around.questions]
    return [f"{question.said_in(words.language())} {days.ANSWERS[Used(said)]}" for question, said in known]
