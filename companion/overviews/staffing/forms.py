"""Who joins the staff."""

from __future__ import annotations

from wtforms import RadioField

from companion.accounts.forms import NewEmailField
from companion.accounts.rules import Role
from companion.core.forms import LineField, LogForm, options, picked
from companion.core.words import _l

ROLES = {Role.COUNSELOR: _l("Counselor"), Role.ADMIN: _l("Administrator")}


class StaffForm(LogForm):
    name = LineField(_l("Name"), _l("Please write their name."), limit=80)
    email = NewEmailField(_l("Email"), description=_l("They sign in with it."))
    role = RadioField(_l("What they do here"), [picked()], choices=options(ROLES.items()))
