"""Who joins a client's care team, and who leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import Field, SelectField, ValidationError

from companion.access.models import CareTeamMember
from companion.accounts.models import Person
from companion.core.forms import Form
from companion.core.words import _, _l

NOBODY = ("", _l("Nobody"))
NOT_LISTED = _l("Please choose one from the list.")


class TeamForm(Form):
    """Has to be prepared with the program's counselors and the client's team."""

    joins = SelectField(_l("Who joins"), invalid_choice_message=NOT_LISTED)
    leaves = SelectField(_l("Who leaves"), invalid_choice_message=NOT_LISTED)

    def prepare(self, counselors: Sequence[Person], team: Sequence[CareTeamMember]) -> TeamForm:
        there = {member.counselor_id for member in team}
        free = [(str(one.id), one.name) for one in counselors if one.id not in there]
        self.joins.choices = [NOBODY, *free]
        self.leaves.choices = [NOBODY, *((str(one.counselor_id), one.counselor.name) for one in team)]
        return self

    def validate_joins(self, field: Field) -> None:
        if not field.data and not self.leaves.data:
            raise ValidationError(_("Please choose who joins, who leaves, or both."))

    def validate_leaves(self, field: Field) -> None:
        choices: list[Any] = list(self.leaves.choices or [])
        if field.data and not self.joins.data and len(choices) == 2:
            raise ValidationError(
                _("Then nobody reads what this client sends. Please choose who joins, too.")
            )
