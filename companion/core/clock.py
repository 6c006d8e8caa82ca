"""The one place that asks what time it is. Everything below a portal gets it passed in."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)
