"""Bringing a file: a calendar with what is to be known about its groups, a roster, or other places.

Their fields stand on one page, so each has a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, SelectField

from companion.accounts.models import Person
from companion.core.forms import Form, options, picked
from companion.core.words import _l
from companion.overviews.importing.reading import LARGEST_FILE
from companion.programs.models import Track

CHOICE_WRONG = _l("Please choose one from the list.")
NO_FILE = _l("Please choose a file.")


class CalendarForm(Form):
    """Has to be prepared with the tracks and the people that can be picked."""

    calendar = FileField(
        _l("Calendar file"),
        [FileRequired(NO_FILE)],
        description=_l("An .ics file, as Google Calendar, Outlook and Apple export it. Up to 2 MB."),
    )
    track = SelectField(_l("For which track"), [picked()], invalid_choice_message=CHOICE_WRONG)
    facilitator = SelectField(_l("With whom"), [picked()], invalid_choice_message=CHOICE_WRONG)
    takes_holidays = BooleanField(
        _l("All-day events are holidays"), description=_l("On a holiday no group meets.")
    )

    def prepare(self, tracks: Iterable[Track], facilitators: Iterable[Person]) -> None:
        self.track.choices = options((str(track.id), track.name) for track in tracks)
        self.facilitator.choices = options((str(person.id), person.name) for person in facilitators)

    @property
    def track_id(self) -> UUID:
        return UUID(self.track.data)

    @property
    def facilitator_id(self) -> UUID:
        return UUID(self.facilitator.data)


class RosterForm(Form):
    roster = FileField(
        _l("Roster file"),
        [FileRequired(NO_FILE)],
        description=_l(
            "A .csv file with the columns Name used, Email or phone, Track, Start, Planned end, Counselor."
        ),
    )


class DirectoryForm(Form):
    directory = FileField(
        _l("File with places"),
        [FileRequired(NO_FILE)],
        description=_l(
            "A .csv file with the columns name1, name2, street1, city, state, zip, phone, website, "
            "service codes."
        ),
    )


def content_of(field: Any) -> bytes:
    """One byte more than a file may have is enough to tell that it is too large."""
    sent: FileStorage = field.data
    sent.stream.seek(0)
    content: bytes = sent.stream.read(LARGEST_FILE + 1)
    return content
