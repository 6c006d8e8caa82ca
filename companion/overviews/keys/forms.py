"""Whether shortcut keys work, and which."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from companion.accounts.models import Person
from companion.core.forms import Form, NoControls, at_most, clean, required
from companion.core.words import _, _l
from companion.overviews.keys import rules

ACTS = {
    "next": _l("Next client"),
    "previous": _l("Client before"),
    "open": _l("Open the client"),
    "review": _l("Mark reviewed and go to the next"),
    "undo": _l("Undo"),
    "message": _l("Messages with the client"),
    "practice": _l("Ask to practice"),
    "note": _l("Write a note"),
    "timeline": _l("Timeline"),
    "print": _l("Print"),
    "search": _l("Find a client"),
    "go": _l("Go: then C for the caseload, M for messages, G for groups"),
    "list": _l("This list"),
}


class KeysForm(Form):
    uses_keys = BooleanField(_l("Use shortcut keys"))

    @classmethod
    def of(cls, person: Person) -> KeysForm:
        return cls(formdata=None, uses_keys=person.uses_keys, **rules.keys_of(person.own_keys))

    @property
    def fields(self) -> list[Any]:
        return [self[act] for act in ACTS]

    @property
    def keys(self) -> dict[str, str]:
        return {act: self[act].data or "" for act in rules.USUAL}

    def validate(self, extra_validators: Any = None) -> bool:
        """No key for two things."""
        is_valid = bool(super().validate(extra_validators))
        for act in sorted(rules.twice(self.keys)):
            if not self[act].errors:
                self.fail(act, _("This key is there twice. Please choose another one."))
                is_valid = False
        return is_valid


def _one_key(form: Any, field: Any) -> None:
    if field.data and not rules.is_key(field.data):
        raise ValidationError(_("Please type one letter, number or sign."))


for act, label in ACTS.items():
    checks = [NoControls(), required(), at_most(20), _one_key]
    setattr(KeysForm, act, StringField(label, checks, filters=[clean]))
