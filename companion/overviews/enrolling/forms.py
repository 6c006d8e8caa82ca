"""What a counselor fills in for somebody who begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from companion.access.enrolling import NewClient
from companion.accounts.forms import LanguageField, ZoneField
from companion.core.forms import LineField
from companion.core.words import _l
from companion.programs.models import Program, Track
from companion.programs.stay_forms import StayForm


class EnrolForm(StayForm):
    """Has to be prepared with the tracks that can be picked, and with today."""

    name = LineField(_l("Name they use"), _l("Please write the name they use."), limit=80)
    pronouns = LineField(_l("Pronouns, if they want"), limit=40)
    language = LanguageField(_l("Language"))
    zone = ZoneField(_l("Time zone"))

    @classmethod
    def first(cls, program: Program, tracks: Sequence[Track], today: date) -> EnrolForm:
        """With what fits most people filled in. Hours only where no other track could change them."""
        usual = cls.usual(tracks, today)
        form: EnrolForm = cls.fresh(language=program.language, zone=program.zone, **usual)
        form.prepare(tracks, today=today)
        return form

    def answers(self, track: Track) -> NewClient:
        return NewClient(
            name=self.name.data,
            pronouns=self.pronouns.data or "",
            language=self.language.data,
            zone=self.zone.data,
            started_on=self.started_on.data,
            planned_end_on=self.planned_end_on.data,
            required_minutes_per_week=self.minutes_in(track),
            steps_down_from=self.steps_down_from.data,
        )
