"""Letters in words: for whom, how they stand, how long; and the letter itself, in its own language."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, url_for
from flask_babel import force_locale
from markupsafe import Markup

from companion.core.words import _, _l
from companion.records.letters import rules
from companion.records.letters.models import Letter
from companion.records.letters.rules import Facts, Kind, State

KINDS: dict[str, Any] = {
    Kind.COURT: _l("A court or probation"),
    Kind.EMPLOYER: _l("An employer"),
    Kind.SCHOOL: _l("A school"),
    Kind.OTHER: _l("Someone else"),
}
STATES: dict[str, Any] = {
    State.WAITING: _l("Waiting for a signature"),
    State.SIGNED: _l("Signed"),
    State.DECLINED: _l("Not signed"),
    State.TAKEN_BACK: _l("Taken back"),
}


def hours(minutes: int) -> str:
    """Such as ``3 h``, ``2 h 45 min`` or ``50 min``."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("%(minutes)s min", minutes=rest)
    if not rest:
        return _("%(hours)s h", hours=whole)
    return _("%(hours)s h %(minutes)s min", hours=whole, minutes=rest)


def printed(letter: Letter, facts: Facts) -> Markup:
    """The letter in the language in which it is signed, whatever the reader's is."""
    code = rules.in_groups(letter.code)
    path = url_for("public.letters.show_letter", code=code) if code else ""
    address = f"{current_app.config['BASE_URL']}{path}"
    with force_locale(facts.language):
        text = render_template(
            "letters/_letter.html", letter=letter, facts=facts, code=code, address=address, hours=hours
        )
    return Markup(text)  # noqa: S704  # nosec B704  # a template of ours, which escapes what it is given
