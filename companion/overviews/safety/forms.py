"""Whether the care team is told that the client does not feel safe."""

from __future__ import annotations

from wtforms import HiddenField
from wtforms.validators import AnyOf

from companion.core.forms import LogForm
from companion.core.words import _l
from companion.records.alerts.rules import Source

YES, NO = "yes", "no"
# By the word in the address of the link that leads to the page.
FROM = {"check-in": Source.CHECK_IN, "craving": Source.CRAVING, "home": Source.HOME_CHECK}


class TellForm(LogForm):
    """The buttons send ``tell``; ``source`` is the page from which the client came."""

    source = HiddenField(validators=[AnyOf([*Source], message=_l("Please choose one."))])
    tell = HiddenField(validators=[AnyOf([YES, NO], message=_l("Please choose Yes or No."))])

    @classmethod
    def coming_from(cls, page: str | None) -> TellForm:
        form: TellForm = cls.fresh(source=FROM.get(page or "", Source.HELP_NOW))
        return form
