"""Every template compiles, holds nothing inline, and a partial says what it needs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateError, meta, nodes

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
PAGE_LINES, PARTIAL_LINES = 80, 40
INLINE = re.compile(r"javascript:|<style|<script(?![^>]*\bsrc=)|\s(style|on[a-z]+|hx-on[:\w-]*)=|\|\s*safe\b")
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
    "month",
    "new_id",
    "ngettext",
    "request",
    "span",
    "static_url",
    "theme",
    "themes",
    "url_for",
}
# A sentence, or a word as a sentence begins; not the name of a class.
WORD = re.compile(r"[A-Z][a-z]|[a-z]{2,} [a-z]{2,}")
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
    found += [f"says {words!r} in one language only" for words in bare_words(text, environment)]
    return found + uncompilable(text, environment)


def uncompilable(text: str, environment: Environment) -> list[str]:
    try:
        environment.compile(text)
    except TemplateError as error:
        return [f"does not compile: {error}"]
    used = {node.name for node in environment.parse(text).find_all(nodes.Filter)}
    return [f"uses the filter {name}, which is not there" for name in used - set(environment.filters)]


def bare_words(text: str, environment: Environment) -> list[str]:
    """What stands on the page, or in a label that is read out, without going through a catalog."""
    fixed = "".join(value if kind == "data" else " " for _, kind, value in environment.lex(text))
    spoken = re.findall(r'\s(?:aria-label|alt|title|placeholder)="([^"]*)"', fixed)
    shown = re.split(r"<[^>]*>|&[a-z]+;", fixed)
    return [words for part in [*shown, *spoken] if (words := " ".join(part.split())) and WORD.search(words)]


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
