"""What the client asks for, whom, and for which session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wtforms import RadioField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from companion.access.models import Support
from companion.core.forms import LineField, LogForm, options, picked
from companion.core.words import _l, moment
from companion.records.asks.rules import WORDS_MOST
from companion.records.schedule.models import Appointment

WRONG = _l("Please choose one from the list.")
NONE = "none"


class PeopleField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class AskForm(LogForm):
    """``offer`` the people and the sessions before it is read."""

    words = LineField(
        _l("What do you ask for?"),
        _l("Please write what you ask for."),
        limit=WORDS_MOST,
        description=_l("Like: Ride Tuesday 5:30. Childcare Thursday. Walk with me."),
    )
    people = PeopleField(
        _l("Whom do you ask?"),
        [picked(_l("Please choose at least one person."))],
        invalid_choice_message=WRONG,
    )
    session = RadioField(
        _l("Is it for a session?"),
        [Optional()],
        description=_l("They see only its time, and the ask ends when it begins."),
        invalid_choice_message=WRONG,
    )

    def offer(self, supports: Sequence[Support], sessions: Sequence[Appointment], zone: str) -> AskForm:
        self.supports = {str(one.id): one for one in supports}
        self.sessions = {str(one.id): one for one in sessions}
        self.people.choices = options((key, one.name) for key, one in self.supports.items())
        times = [(key, moment(one.starts_at, zone)) for key, one in self.sessions.items()]
        self.session.choices = options([(NONE, _l("No session")), *times])
        return self

    @property
    def chosen(self) -> list[Support]:
        return [self.supports[key] for key in self.people.data or []]

    @property
    def starts_at(self) -> datetime | None:
        found = self.sessions.get(self.session.data or NONE)
        return found.starts_at if found else None
