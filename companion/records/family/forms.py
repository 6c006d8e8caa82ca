"""How today is, and what a client writes for the people who support them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Field, RadioField, ValidationError
from wtforms.validators import Optional

from companion.core.forms import Form, LineField, TextField, options
from companion.core.phones import is_phone
from companion.core.words import _, _l
from companion.records.family.models import OwnNumber, TodaysLine, Wish
from companion.records.family.rules import LINE_MOST, PHONE_MOST, WISH_MOST, Heading, Mood
from companion.records.family.wording import ASKS, MOODS, STARTERS

NONE = "none"


class TodayForm(Form):
    mood = RadioField(
        _l("How is today?"),
        [Optional()],
        choices=options([*MOODS.items(), (NONE, _l("Say nothing about today"))]),
        invalid_choice_message=_l("Please choose one from the list."),
    )
    words = LineField(_l("Or in your own words"), limit=LINE_MOST)

    @classmethod
    def of(cls, line: TodaysLine | None) -> TodayForm:
        return cls(formdata=None, obj=line) if line else cls(formdata=None)

    @property
    def answer(self) -> dict[str, Any]:
        """Nothing at all, where the client takes it back."""
        if self.mood.data == NONE:
            return {"mood": None, "words": ""}
        return {"mood": Mood(self.mood.data) if self.mood.data else None, "words": self.words.data or ""}


class WishesForm(Form):
    helps = TextField(ASKS[Heading.HELPS], limit=WISH_MOST, description=STARTERS[Heading.HELPS])
    not_helps = TextField(ASKS[Heading.NOT_HELPS], limit=WISH_MOST, description=STARTERS[Heading.NOT_HELPS])
    craving = TextField(ASKS[Heading.CRAVING], limit=WISH_MOST, description=STARTERS[Heading.CRAVING])
    used = TextField(ASKS[Heading.USED], limit=WISH_MOST, description=STARTERS[Heading.USED])
    phone = LineField(
        _l("A number to call or text me"),
        limit=PHONE_MOST,
        description=_l("Only those see it to whom you show how today is."),
    )

    @classmethod
    def of(cls, wishes: Mapping[Heading, Wish], number: OwnNumber | None) -> WishesForm:
        words = {str(heading): wish.words for heading, wish in wishes.items()}
        return cls(formdata=None, **words, phone=number.phone if number else "")

    def validate_phone(self, field: Field) -> None:
        if field.data and not is_phone(field.data):
            raise ValidationError(_("Please write a phone number like 555 010 0100."))

    @property
    def words(self) -> dict[Heading, str]:
        return {heading: self[heading].data or "" for heading in Heading}
