"""What to write, and who may read it."""

from __future__ import annotations

from typing import Any, NamedTuple

from wtforms import RadioField

from companion.core.forms import Form, LogForm, TextField, options, picked
from companion.core.words import _l
from companion.records.journal.models import Audience


class AudienceWords(NamedTuple):
    label: Any
    meaning: Any


AUDIENCES = {
    Audience.ME: AudienceWords(_l("Just me"), _l("Only you.")),
    Audience.SESSION: AudienceWords(
        _l("Bring to session"), _l("Your counselor sees it and it waits for your next session.")
    ),
    Audience.NOW: AudienceWords(
        _l("Share now"), _l("Your counselor sees it right away, whenever they next look.")
    ),
}


class AudienceForm(Form):
    audience = RadioField(
        _l("Who can see this?"),
        [picked()],
        choices=options((audience, words.label) for audience, words in AUDIENCES.items()),
        default=Audience.ME,
    )


class EntryForm(AudienceForm):
    body = TextField(_l("What is on your mind?"), needed=_l("Write something first. One line is enough."))


class NewEntryForm(EntryForm, LogForm):
    """A new entry is for the client alone until another audience is chosen."""
