"""How the app looks on a home screen."""

from __future__ import annotations

from wtforms import RadioField

from companion.accounts.rules import AppIcon, AppName
from companion.core.forms import Form, options, picked
from companion.core.words import _l

NAMES = {
    AppName.NOTES: _l("Notes"),
    AppName.TIDES: _l("Tides"),
    AppName.DAYBOOK: _l("Daybook"),
    AppName.GARDEN: _l("Garden"),
    AppName.LISTS: _l("Lists"),
}
ICONS = {
    AppIcon.WAVE: _l("Wave"),
    AppIcon.CIRCLE: _l("Circle"),
    AppIcon.SQUARE: _l("Square"),
    AppIcon.HILL: _l("Hill"),
    AppIcon.SUN: _l("Sun"),
    AppIcon.LEAF: _l("Leaf"),
}


class LookForm(Form):
    name = RadioField(_l("Name"), [picked()], choices=options(NAMES.items()))
    icon = RadioField(_l("Picture"), [picked()], choices=options(ICONS.items()))
