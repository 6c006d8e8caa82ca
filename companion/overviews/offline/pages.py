"""What stands ready on a phone without a signal: pages that hold nobody's words, each in every language."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import current_app, url_for

from companion.core import web
from companion.core.static import STATIC, static_url
from companion.core.words import LANGUAGES

# The page of the phone for each address of the app. Any other is answered with "home".
INSTEAD = {
    "/": "home",
    "/today": "home",
    "/help": "help",
    "/cravings/new": "craving",
    "/check-in": "check-in",
    "/journal/new": "journal",
    "/used/new": "used",
    "/skills": "skills",
    "/plan": "plan",
    "/plan/print": "plan",
    "/lock": "lock",
    "/lock/craving": "craving",
    "/list": "list",
    "/leave": "list",
    "/leave/list": "list",
}
NAMES = (
    *dict.fromkeys(INSTEAD.values()),
    "choose",
    "after",
    "saved",
    "part",
    "unsent",
    "full",
    "full-part",
    "nobody",
    "nobody-part",
    "waiting",
    "plan",
    "sign-out",
)
SCRIPTS = ("store", "seal", "send", "posts", "pages", "push", "main")
FILES = (
    "built/app.css",
    "app/wave.svg",
    "icons.svg",
    "faces.svg",
    *(
        f"js/{name}.js"
        for name in ("sending", "focus", "leave", "draft", "plan", "sync", "waiting", "timer", "breath")
    ),
)


def worker_text(first: Iterable[str], more: Iterable[str]) -> str:
    """The service worker: what it has to know, and the scripts that do the work.

    ``first`` are the skills that a craving without a signal leads to, ``more`` are all others.
    """
    settings = json.dumps(_settings([f"skills/{slug}" for slug in first], more), indent=1)
    scripts = ", ".join(json.dumps(static_url(f"worker/{name}.js")) for name in SCRIPTS)
    return f"const settings = {settings};\nimportScripts({scripts});\n"


def _settings(first: list[str], more: Iterable[str]) -> dict[str, Any]:
    shell = [static_url(name) for name in FILES] + [_address(page) for page in _every([*NAMES, *first])]
    return {
        "version": _version(shell),
        "languages": list(LANGUAGES),
        "logs": sorted(_patterns()),
        "craving": url_for("client.cravings.create"),
        "pages": INSTEAD,
        "shell": shell,
        "more": [_address(page) for page in _every(f"skills/{slug}" for slug in more)],
    }


def _every(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(language, name) for name in names for language in LANGUAGES]


def _address(page: tuple[str, str]) -> str:
    return "/offline/{}/{}".format(*page)


def _patterns() -> set[str]:
    """The addresses of the forms that may wait, as patterns."""
    keeping = web.keeping_views()
    rules = [
        rule.rule
        for rule in current_app.url_map.iter_rules()
        if current_app.view_functions[rule.endpoint] in keeping and "POST" in (rule.methods or ())
    ]
    return {f"^{re.sub('<[^>]+>', '[^/]+', rule)}$" for rule in rules}


def _version(shell: list[str]) -> str:
    """Another one whenever a file or a template of these pages changed."""
    templates = Path(str(current_app.template_folder))
    digest = hashlib.sha256(json.dumps(shell).encode())
    for path in sorted([*templates.glob("offline/**/*.html"), *STATIC.glob("worker/*.js")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
