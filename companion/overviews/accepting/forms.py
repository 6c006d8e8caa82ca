"""The code that came by another way, and the notice that is read before anything is shown."""

from __future__ import annotations

from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired

from companion.core.forms import Form, NoControls, at_most, clean, required
from companion.core.words import _l


class CodeForm(Form):
    code = StringField(
        _l("The code"), [NoControls(), required(_l("Please type the code.")), at_most(20)], filters=[clean]
    )


class NoticeForm(Form):
    is_read = BooleanField(
        _l("I have read this notice"), [InputRequired(_l("Please read the notice, and tick the box."))]
    )
