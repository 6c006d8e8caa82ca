"""Late or not at all, and why: two taps, no typing."""

from __future__ import annotations

from wtforms import RadioField

from companion.core.forms import LogForm, options, picked
from companion.core.words import _l
from companion.records.attendance.models import NoticeKind
from companion.records.attendance.wording import REASONS

CHOICE_WRONG = _l("Please choose one from the list.")
KINDS = {NoticeKind.LATE: _l("I’ll be late"), NoticeKind.CANNOT_COME: _l("I can’t come")}


class NoticeForm(LogForm):
    kind = RadioField(
        _l("What do you want to say?"),
        [picked()],
        choices=options(KINDS.items()),
        invalid_choice_message=CHOICE_WRONG,
    )
    reason = RadioField(
        _l("What is the reason?"),
        [picked()],
        choices=options(REASONS.items()),
        invalid_choice_message=CHOICE_WRONG,
    )

    @property
    def notice_kind(self) -> NoticeKind:
        return NoticeKind(self.kind.data)
