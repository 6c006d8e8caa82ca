"""The known helplines in words."""

from __future__ import annotations

from companion.core.words import _l

NAMES = {
    "samhsa": _l("SAMHSA National Helpline"),
    "poison": _l("Poison Help"),
    "safespot": _l("SafeSpot"),
    "crisis_text": _l("Crisis Text Line"),
    "never_alone": _l("Never Use Alone"),
    "home_violence": _l("National Domestic Violence Hotline"),
}
ABOUT = {
    "samhsa": _l("Free, any time, in English and Spanish. They help you find treatment."),
    "poison": _l("Any time, in many languages. For when somebody took too much of something."),
    "safespot": _l("They stay on the phone with you while you use, and get help if you stop answering."),
    "crisis_text": _l("A person answers your texts, any time."),
    "never_alone": _l("They stay on the phone with you while you use, and get help if you stop answering."),
    "home_violence": _l("For when somebody hurts or scares you at home."),
}
