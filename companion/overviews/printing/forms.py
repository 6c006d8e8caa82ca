"""Keeping the plan on one's own phone."""

from __future__ import annotations

from companion.accounts.forms import UnlockForm


class KeepForm(UnlockForm):
    """The PIN that opens the app opens the plan, too."""
