"""What a skill asks for, in words: clients choose by it."""

from __future__ import annotations

from companion.core.words import _l

TAGS = {
    "quiet": _l("Quiet"),
    "with_people": _l("With people"),
    "under_2_minutes": _l("Under 2 minutes"),
    "no_sound": _l("No sound"),
}
