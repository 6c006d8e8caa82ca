"""The list of what the app is built on, with licences, from the lock file and the installed packages.

``python -m tests.house.licences`` writes ``docs/dependencies.md``; a test says when it is out of date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from tests.house.source import ROOT

LISTED = ROOT / "docs" / "dependencies.md"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
# Its metadata names none; the file that comes with it does.
LOOKED_UP = {"pysqlite3": "zlib"}
HEAD = """# What it is built on

Every package of `requirements.lock`, with its licence as the package itself states it, by `make licences`. In
the browser there are [htmx](../static/vendor) (0BSD) and the used symbols of lucide (ISC), both in `static/`;
nothing is loaded from elsewhere. No advisory service is asked here: whoever runs Companion should watch these
names.

| package | version | licence |
|---|---|---|
"""


def text() -> str:
    return HEAD + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows())


def rows() -> Iterator[tuple[str, str, str]]:
    for name, version in PINNED.findall((ROOT / "requirements.lock").read_text()):
        yield name, version, licence_of(name)


def licence_of(name: str) -> str:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return "not installed here"
    return LOOKED_UP.get(name.lower()) or _stated(found) or "see the package"


def _stated(found: Distribution) -> str:
    said = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    classifiers = found.metadata.get_all("Classifier") or []
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    is_short = 0 < len(said) < 60 and "\n" not in said
    return said if is_short else ", ".join(named)


if __name__ == "__main__":
    LISTED.write_text(text())
