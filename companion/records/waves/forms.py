"""How strong it is now."""

from __future__ import annotations

from companion.core.forms import LogForm, RatingField


class WaveForm(LogForm):
    strength = RatingField()
