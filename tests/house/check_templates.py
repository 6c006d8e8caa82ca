"""Every template compiles, holds nothing inline, and a partial says what it needs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, meta

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
PAGE_LINES, PARTIAL_LINES = 80, 40
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\s(style|on[a-z]+|hx-on[:\w-]*)=|\|\s*safe\b")
GIVEN = {
    "_",
    "clock_time",
    "csrf_token",
    "day",
    "g",
    "language",
    "languages",
    "me",
    "moment",
    "new_id",
    "ngettext",
    "request",
    "span",
    "static_url",
    "theme",
    "themes",
    "url_for",
}
# The drawing of a chart reads best in one place, so the macros may be longer than a page.
MACROS = "ui"


def problems() -> list[str]:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"])  # noqa: S701  # only parsed, never rendered
    return [
        f"{path.relative_to(ROOT)}: {problem}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for problem in problems_of(path, environment)
    ]


def problems_of(path: Path, environment: Environment) -> list[str]:
    text = path.read_text()
    lines = text.count("\n")
    found = [f"has {match[0].strip()} inline" for match in INLINE.finditer(text)]
    is_partial = path.name.startswith("_")
    if path.parent.name != MACROS and lines > (PARTIAL_LINES if is_partial else PAGE_LINES):
        found.append(f"is {lines} lines long")
    if is_partial:
        found += undeclared(text, environment)
    else:
        environment.parse(text)
    return found


def undeclared(text: str, environment: Environment) -> list[str]:
    declared = re.match(r"\{# needs: (.+?) #\}", text)
    if not declared:
        return ["line one does not say what it needs"]
    needs = {name.strip() for name in declared[1].split(",")}
    missing = meta.find_undeclared_variables(environment.parse(text)) - needs - GIVEN
    return [f"uses {name}, which its first line does not name" for name in sorted(missing)]


if __name__ == "__main__":
    found = problems()
    print("\n".join(found))
    sys.exit(bool(found))
