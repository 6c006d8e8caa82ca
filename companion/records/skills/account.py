"""How the skills that are offered are chosen, for everyone who is signed in."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show
from companion.records.skills import rules

routes = Routes("skills")


@routes.show("/how-skills-are-chosen", allow=Can.READ_SKILL_RULE)
def rule() -> ResponseReturnValue:
    return show("skills/account/rule.html", rules=rules)
