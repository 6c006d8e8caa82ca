"""The product's own source, read as text and as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "companion"
PORTALS = {"public", "account", "client", "counselor", "supporter", "admin", "lead", "privacy", "staff"}


def modules() -> list[Path]:
    return sorted(PRODUCT.rglob("*.py"))


def portal_files() -> list[Path]:
    """The files of features that stand behind a portal."""
    features = [path for path in modules() if path.parent.parent.name in ("records", "overviews")]
    return [path for path in features if path.stem in PORTALS]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, and every name that it takes from one, in full."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)


def calls(path: Path) -> Iterator[str]:
    """Every call by its dotted name, such as ``db.session.commit``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
