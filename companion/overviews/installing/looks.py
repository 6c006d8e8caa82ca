"""How the app looks on somebody's home screen: what they chose, and the manifest that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from companion.access.signing import HOME
from companion.accounts.models import Person
from companion.accounts.rules import CARD_FROM_VISIT, AppIcon, AppName, Role
from companion.core import clock, words
from companion.core.static import static_url
from companion.core.words import _
from companion.overviews.installing.forms import NAMES

# The canvas of the light theme: a manifest knows no other.
CANVAS = "#FBF7F1"


@dataclass(frozen=True)
class Look:
    name: str
    icon: str


def look_of(person: Person | None) -> Look:
    """What the person chose, and for nobody what comes first."""
    name = person.app_name if person else AppName.NOTES
    return Look(str(NAMES[AppName(name)]), person.app_icon if person else AppIcon.WAVE)


def shows_card(person: Person) -> bool:
    until = person.card_hidden_until
    return person.visits >= CARD_FROM_VISIT and (until is None or until <= clock.now())


def manifest_for(person: Person | None) -> dict[str, Any]:
    look = look_of(person)
    return {
        "id": "/app",
        "name": look.name,
        "short_name": look.name,
        "lang": words.language(),
        "start_url": HOME[person.role] if person else "/",
        "scope": "/",
        "display": "standalone",
        "background_color": CANVAS,
        "theme_color": CANVAS,
        "icons": _icons(look.icon),
        "shortcuts": _shortcuts() if person and person.role == Role.CLIENT else [],
    }


def _icons(icon: str) -> list[dict[str, Any]]:
    picture = {"src": static_url(f"app/{icon}.svg"), "sizes": "any", "type": "image/svg+xml"}
    sizes = [(192, "192", "any"), (512, "512", "any"), (512, "maskable", "maskable")]
    return [picture] + [
        {
            "src": static_url(f"app/{icon}-{name}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, name, purpose in sizes
    ]


def _shortcuts() -> list[dict[str, str]]:
    return [{"name": _("New entry"), "url": "/cravings/new"}, {"name": _("Help now"), "url": "/help"}]
