"""Which key does what at the desk, and how a person's own keys are kept.

Source: WCAG 2.2, success criterion 2.1.4: keys of a single character can be turned off or changed.
"""

from __future__ import annotations

from collections.abc import Mapping

# The name of each act, and the key that it comes with: pages name the act by that key.
USUAL = {
    "next": "j",
    "previous": "k",
    "open": "o",
    "review": "e",
    "undo": "u",
    "message": "m",
    "practice": "a",
    "note": "n",
    "timeline": "t",
    "print": "p",
    "search": "/",
    "go": "g",
    "list": "?",
}


def keys_of(own: str) -> dict[str, str]:
    """Each act's key, from pairs of the usual and the own one, such as ``jx er``."""
    changed = {pair[0]: pair[1] for pair in own.split()}
    return {act: changed.get(usual, usual) for act, usual in USUAL.items()}


def kept(keys: Mapping[str, str]) -> str:
    """The same the other way: only what differs from the usual is kept."""
    return " ".join(f"{USUAL[act]}{key}" for act, key in keys.items() if key != USUAL[act])


def is_key(text: str) -> bool:
    """One visible character: what a single key can type."""
    return len(text) == 1 and text.isprintable() and not text.isspace()


def twice(keys: Mapping[str, str]) -> set[str]:
    """The acts whose key another act has too."""
    found = list(keys.values())
    return {act for act, key in keys.items() if found.count(key) > 1}
