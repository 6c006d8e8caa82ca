"""The client's own numbers: what helps, cravings by week and by time of day, and the days."""

from __future__ import annotations

from datetime import date

from flask import g, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock, words
from companion.core.web import Routes, show
from companion.overviews.progress import queries, rules
from companion.records.skills import rules as skill_rules

routes = Routes("progress")


@routes.show("/progress", allow=Can.READ_PROGRESS)
def index() -> ResponseReturnValue:
    return show(
        "progress/client/index.html",
        progress=queries.progress_of(g.client, clock.now(), request.args.get("month", type=_month)),
        rules=rules,
        enough=skill_rules.ENOUGH_PAIRS,
        lower_by=skill_rules.LOWER_BY,
        words=words,
    )


def _month(text: str) -> date:
    """Raises ValueError for anything but a year and a month, such as 2026-11."""
    return date.fromisoformat(f"{text}-01")
