"""What levels of care there are, and what an intensive outpatient program is. For anyone."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show

routes = Routes("levels")


@routes.show("/levels-of-care", allow=Can.FIND_TREATMENT)
def index() -> ResponseReturnValue:
    return show("levels/public/index.html")
