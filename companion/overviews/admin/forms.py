"""What an administrator fills in: the program's settings, and a track."""

from __future__ import annotations

import re
from typing import Any

from wtforms import BooleanField, Field, ValidationError
from wtforms.validators import Optional

from companion.accounts.forms import LanguageField, ZoneField
from companion.core.forms import Form, LineField, NumberField, TextField, picked
from companion.core.words import _, _l
from companion.programs.forms import HoursField, hours
from companion.programs.models import Program, Track
from companion.programs.path import queries as path
from companion.programs.path.rules import PHASE_LONGEST, PHASES_MOST
from companion.records.contacts.rules import is_phone

SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


class SettingsForm(Form):
    name = LineField(_l("Name of the program"), _l("Please write the name of the program."))
    zone = ZoneField(_l("Time zone"))
    language = LanguageField(_l("Language of new people and pages"))
    phone = LineField(
        _l("Phone"), limit=40, description=_l("Help now shows it to everyone. Leave it empty to show none.")
    )
    hours = LineField(_l("When someone answers"), description=_l("Like Mon–Fri, 8 to 6."))
    shows_overdose_box = BooleanField(_l("Show what to do in an overdose on Help now"))
    shows_use_safety = BooleanField(
        _l("Tell clients who used about tolerance, not being alone, and naloxone")
    )
    is_use_told = BooleanField(
        _l("The care team reads each use that a client tells of"),
        description=_l(
            "Clients are told at the start. Those who are here already keep the choice they were told of."
        ),
    )
    shows_notes = BooleanField(
        _l("Clients can read their progress notes"),
        description=_l(
            "For notes that are signed from now on. Those that are signed already stay as they are."
        ),
    )
    notice_hours = NumberField(
        _l("Hours before a session to tell that one can’t come"),
        [picked(_l("Please fill this in."))],
        least=0,
        most=336,
        description=_l("Clients read it as a wish: later is still better than not at all. 0 shows nothing."),
    )
    allowed_misses = NumberField(
        _l("Misses that the program allows"),
        [Optional()],
        least=0,
        most=100,
        description=_l("Leave it empty if the program has no such rule. Then clients see nothing about it."),
    )
    misses_weeks = NumberField(
        _l("Counted over how many weeks"),
        [Optional()],
        least=1,
        most=104,
        description=_l("Leave it empty to count the whole stay."),
    )
    message_days = NumberField(
        _l("Business days to answer a client’s message"),
        [picked(_l("Please fill this in."))],
        least=1,
        most=3,
        description=_l("Clients read it as a day and a time, counted by the hours of the staff."),
    )
    answer_days = NumberField(
        _l("Business days to answer a request for help"),
        [picked(_l("Please fill this in."))],
        least=1,
        most=10,
        description=_l("Who asks for help reads it as a day and a time, counted by the hours of the staff."),
    )
    enquiry_days = NumberField(
        _l("Days that a closed request for help is kept"),
        [picked(_l("Please fill this in."))],
        least=1,
        most=999,
        description=_l("Then its words are erased. What became part of a client’s record stays there."),
    )
    is_help_free = BooleanField(_l("Say that asking for help is free and confidential"))
    retention_years = NumberField(
        _l("Years that a record is kept after the stay ended"),
        [picked(_l("Please fill this in."))],
        least=1,
        most=50,
        description=_l(
            "Your state says how long at least. Nothing is erased before. Erasing is a step of its own."
        ),
    )
    session_titles = TextField(
        _l("Kinds of sessions"),
        limit=1000,
        description=_l("One a line. Counselors can pick them when they plan, or write another name."),
    )
    rooms = TextField(
        _l("Rooms and places"),
        limit=1000,
        description=_l("One a line. Counselors can pick them when they plan, or write another place."),
    )
    slug = LineField(
        _l("Public name, for addresses"),
        limit=40,
        description=_l("Only needed where several programs share this address. Like maple-house."),
    )

    reads_en = LineField(
        _l("When counselors read what clients share, in English"),
        limit=200,
        description=_l("Like: Your counselor reads on workdays before noon. Leave it empty to say nothing."),
    )
    reads_es = LineField(_l("The same in Spanish"), limit=200)
    sharing_delay_hours = NumberField(
        _l("Hours until a supporter sees more than before"),
        [picked(_l("Please fill this in."))],
        least=1,
        most=168,
        description=_l("A client who was pressed can take it back in that time. To see less takes no time."),
    )
    sharing_most_days = NumberField(
        _l("Most days that a client can share before they sign again"),
        [picked(_l("Please fill this in."))],
        least=1,
        most=730,
    )

    @classmethod
    def of(cls, program: Program) -> SettingsForm:
        return cls(formdata=None, obj=program)

    def validate_phone(self, field: Field) -> None:
        if field.data and not is_phone(field.data):
            raise ValidationError(_("Please write a phone number like 555 010 0100."))

    def validate_slug(self, field: Field) -> None:
        if field.data and not SLUG.fullmatch(field.data):
            raise ValidationError(_("Please use small letters and hyphens, like maple-house."))

    def answers(self) -> dict[str, Any]:
        """Words left empty are empty words, as the columns keep them; a number or a public name is none."""
        found = {field.name: field.data for field in self if isinstance(field, NumberField)}
        found["slug"] = self.slug.data or None
        return {name: "" if value is None else value for name, value in self.data.items()} | found


class TrackForm(Form):
    name = LineField(_l("Name"), _l("Please write a name, like Evening."), limit=80)
    required_hours = HoursField(_l("Hours a week"), [picked(_l("Please write the hours a week."))])
    phases = TextField(
        _l("Phases, one a line"),
        description=_l("Like: Beginning, Middle, Step-down. Leave it empty if the track has none."),
    )

    @classmethod
    def of(cls, track: Track) -> TrackForm:
        named = "\n".join(phase.name for phase in path.phases_of(track))
        minutes = hours(track.required_minutes_per_week)
        return cls(formdata=None, name=track.name, required_hours=minutes, phases=named)

    def validate_phases(self, field: Field) -> None:
        names = self.phase_names
        if len(names) > PHASES_MOST or any(len(name) > PHASE_LONGEST for name in names):
            most = {"most": PHASES_MOST, "longest": PHASE_LONGEST}
            raise ValidationError(
                _("At most %(most)d phases, each with at most %(longest)d characters.", **most)
            )

    @property
    def phase_names(self) -> list[str]:
        """Each once, in the order of the lines."""
        lines = (line.strip() for line in (self.phases.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def answers(self) -> dict[str, Any]:
        given: Any = self.required_hours
        return {"name": self.name.data, "minutes": given.minutes}
