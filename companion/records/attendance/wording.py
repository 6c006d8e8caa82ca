"""What a client says before a session, in words. Nobody has to type a reason."""

from __future__ import annotations

from companion.core.words import _, _l

UNSAID = "unsaid"
REASONS = {
    "work": _l("Work"),
    "childcare": _l("Childcare"),
    "ride": _l("A ride"),
    "not_well": _l("Not feeling well"),
    "appointment": _l("An appointment"),
    "court": _l("Court"),
    "other": _l("Something else"),
    UNSAID: _l("Rather not say"),
}


def told(is_late: bool, reason: str) -> str:
    """As the client says it: "I’ll be late (work)"."""
    words = _("I’ll be late") if is_late else _("I can’t come")
    return f"{words} ({_in_a_sentence(reason)})" if _is_said(reason) else words


def heard(is_late: bool, reason: str) -> str:
    """As those who plan the session read it: "Can’t come: childcare"."""
    words = _("Comes late") if is_late else _("Can’t come")
    return f"{words}: {_in_a_sentence(reason)}" if _is_said(reason) else words


def _is_said(reason: str) -> bool:
    return reason in REASONS and reason != UNSAID


def _in_a_sentence(reason: str) -> str:
    return str(REASONS[reason]).lower()
