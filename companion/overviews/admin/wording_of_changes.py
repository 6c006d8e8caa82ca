"""Changes of the program in words."""

from __future__ import annotations

from typing import Any

from companion.core.words import WEEKDAYS, _, _l
from companion.overviews.admin.forms import SettingsForm
from companion.records.triage.forms import ThresholdsForm

ACTIONS: dict[str, Any] = {
    "directory:imported": _l("Other places of treatment brought in"),
    "directory:removed": _l("Other places of treatment removed"),
    "duty:ended": _l("A duty ended"),
    "duty:given": _l("A duty given"),
    "helpline:changed": _l("Helpline"),
    "holiday:added": _l("Holiday added"),
    "holiday:removed": _l("Holiday removed"),
    "holiday:renamed": _l("Holiday renamed"),
    "library:added": _l("Skill added"),
    "library:brought-back": _l("Skill brought back"),
    "library:changed": _l("Skill changed"),
    "library:retired": _l("Skill retired"),
    "person:left": _l("Access ended"),
    "program:changed": _l("Settings"),
    "question:added": _l("Check-in question added"),
    "question:retired": _l("Check-in question retired"),
    "staff:invited": _l("Staff added"),
    "thresholds:changed": _l("Rules of the caseload"),
    "track:changed": _l("Track changed"),
    "track:created": _l("Track added"),
    "track:retired": _l("Track retired"),
}
FIELDS: dict[str, Any] = {
    "about_en": _l("What it is for, in English"),
    "about_es": _l("What it is for, in Spanish"),
    "alert_minutes": _l("Minutes until staff are told again of a safety alert"),
    "day": _l("Day"),
    "is_on_help_now": _l("Shown on Help now"),
    "is_shown": _l("Shown in the list"),
    "medicine_question_id": _l("Question about medicine"),
    "name": _l("Name"),
    "name_en": _l("Name in English"),
    "name_es": _l("Name in Spanish"),
    "english": _l("In English"),
    "places": _l("Places on the list"),
    "places_changed": _l("Added or changed by the file"),
    "required_minutes_per_week": _l("Minutes a week"),
    "spanish": _l("In Spanish"),
    "state": _l("State"),
    "staffed_hours": _l("Hours of the staff"),
    "text_to": _l("Number for texts"),
    "verified_on": _l("Number checked on"),
}


SKILL_WORDS: dict[str, Any] = {
    "title": _l("Title"),
    "summary": _l("In one line"),
    "when": _l("When it helps"),
    "steps": _l("Steps"),
    "caution": _l("Caution"),
    "ending": _l("Ending"),
}
IN_LANGUAGE: dict[str, Any] = {"en": _l("%(field)s, in English"), "es": _l("%(field)s, in Spanish")}


def field(name: str) -> Any:
    """As the form calls it where one asks for it."""
    part, _sign, language = name.rpartition("_")
    if part in SKILL_WORDS and language in IN_LANGUAGE:
        return str(IN_LANGUAGE[language]) % {"field": SKILL_WORDS[part]}
    for form in (SettingsForm, ThresholdsForm):
        if name not in FIELDS and hasattr(form, name):
            return getattr(form, name).args[0]
    return FIELDS.get(name, _("Another field"))


def value(name: str, said: Any) -> str:
    if said is None or said == "" or said == []:
        return _("None")
    if isinstance(said, bool):
        return _("Yes") if said else _("No")
    if name == "medicine_question_id":
        return _("A question was chosen")
    if name == "staffed_hours":
        return ", ".join(f"{WEEKDAYS[day]} {opens}–{closes}" for day, opens, closes in said)
    return str(said)
