"""Which parts of a record stand on the page to print, and their words. The other files hold all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from companion.access.consents.wording import PURPOSES
from companion.access.emergencies.wording import SHORT
from companion.core.words import _l
from companion.records.days import wording as days


@dataclass(frozen=True)
class Section:
    """``columns`` are words by field; ``coded`` says which fields hold a code, and what each code means."""

    kind: str
    title: Any
    columns: dict[str, Any]
    coded: dict[str, Any]


SECTIONS = (
    Section("sessions", _l("Sessions"), {"starts_at": _l("When"), "title": _l("What")}, {}),
    Section("attendance", _l("Attendance"), {"starts_at": _l("When"), "minutes": _l("Minutes")}, {}),
    Section(
        "cravings",
        _l("Cravings"),
        {
            "occurred_at": _l("When"),
            "strength": _l("Strength"),
            "strength_after": _l("After"),
            "skill_key": _l("Skill"),
            "note": _l("Note"),
        },
        {},
    ),
    Section(
        "practices",
        _l("Skill practice"),
        {
            "practiced_at": _l("When"),
            "skill_key": _l("Skill"),
            "before": _l("Before"),
            "after": _l("After"),
            "note": _l("Note"),
        },
        {},
    ),
    Section(
        "check_ins",
        _l("Check-ins"),
        {
            "day": _l("Day"),
            "mood": _l("Mood"),
            "sleep": _l("Sleep"),
            "strongest": _l("Strongest craving"),
            "used": _l("Used"),
            "note": _l("Note"),
        },
        {"mood": days.MOODS, "sleep": days.SLEEPS, "used": days.ANSWERS},
    ),
    Section("uses", _l("Days on which I used"), {"used_on": _l("Day"), "told_at": _l("When")}, {}),
    Section("journal", _l("Journal"), {"written_at": _l("When"), "body": _l("Words")}, {}),
    Section("topics", _l("What I want to talk about"), {"added_at": _l("When"), "body": _l("Words")}, {}),
    Section(
        "plan_lines", _l("My plan"), {"part": _l("Part"), "topic": _l("Topic"), "words": _l("Words")}, {}
    ),
    Section("safety_plan", _l("My safety plan"), {"step": _l("Part"), "words": _l("Words")}, {}),
    Section("week_goals", _l("Goals of a week"), {"week_on": _l("Day"), "words": _l("Words")}, {}),
    Section(
        "people_to_call",
        _l("People to call"),
        {"name": _l("Name"), "relation": _l("Who they are to me"), "phone": _l("Phone")},
        {},
    ),
    Section(
        "measures",
        _l("Measures"),
        {"finished_at": _l("When"), "instrument_key": _l("Questions"), "numbers": _l("Numbers")},
        {},
    ),
    Section("home_checks", _l("Home check"), {"answered_at": _l("When"), "content": _l("Answers")}, {}),
    Section(
        "messages", _l("Messages"), {"sent_at": _l("When"), "author_id": _l("From"), "body": _l("Words")}, {}
    ),
    Section(
        "progress_notes",
        _l("Progress notes"),
        {"signed_at": _l("When"), "author_id": _l("From"), "body": _l("Words")},
        {},
    ),
    Section("letters", _l("Attendance letters"), {"asked_at": _l("When"), "recipient": _l("For whom")}, {}),
    Section(
        "consents",
        _l("What I signed to share"),
        {
            "signed_at": _l("When"),
            "recipient": _l("For whom"),
            "purpose": _l("What for"),
            "ends_on": _l("Until"),
        },
        {"purpose": PURPOSES},
    ),
    Section(
        "looks",
        _l("Who looked"),
        {"at": _l("When"), "recipient_id": _l("Who"), "what": _l("What"), "purpose": _l("What for")},
        {},
    ),
    Section(
        "emergencies",
        _l("Opened in an emergency"),
        {
            "opened_at": _l("When"),
            "opened_by": _l("Who"),
            "kind": _l("What kind"),
            "recipient": _l("Who needed to know"),
            "reason": _l("What happened"),
        },
        {"kind": SHORT},
    ),
)
