"""What ends a command with a sentence instead of a traceback."""

from __future__ import annotations


class Stop(Exception):
    """Something that the operator has to mend first. The message says what, in words."""
