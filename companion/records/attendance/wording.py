"""What a client says before a session, in words. Nobody has to type a reason."""

from __future__ import annotations

from companion.core.words import _, _l

UNSAID = "unsaid"
REASONS = {
    "work": _l("Work"),
    "childcare": _l("Childcare"),
    "ride": _l("A ride"),
    "court": _l("Court"),
    "not_well": _l("Not feeling well"),
    "appointment": _l("An appointment"),
    "other": _l("Something else"),
    UNSAID: _l("Rather not say"),
}


def heard(is_late: bool, reason: str) -> str:
    """As those who plan the session read it: "Can’t come: childcare"."""
    words = _("Comes late") if is_late else _("Can’t come")
    if reason == UNSAID or reason not in REASONS:
        return words
    return f"{words}: {str(REASONS[reason]).lower()}"
