"""Past these sizes a file or a function hides a thing that has no name yet. Look for it, and split there."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

from tests.house.source import ROOT, modules, named, portal_files, tree

PORTAL_FILE, MODULE, FUNCTION, MEDIAN, TEST_FILE, PAGE, PARTIAL = 150, 200, 20, 7, 250, 80, 40


def test_portal_files_are_short() -> None:
    assert longer(portal_files(), PORTAL_FILE) == []


def test_modules_are_short() -> None:
    assert longer(modules(), MODULE) == []


def test_tests_are_short() -> None:
    assert longer(sorted((ROOT / "tests").rglob("*.py")), TEST_FILE) == []


def test_templates_are_short() -> None:
    """The macros in ui/ are a library, and a drawing reads best in one place."""
    found = [path for path in sorted((ROOT / "templates").rglob("*.html")) if path.parent.name != "ui"]
    assert longer([path for path in found if path.name.startswith("_")], PARTIAL) == []
    assert longer([path for path in found if not path.name.startswith("_")], PAGE) == []


def test_functions_are_short() -> None:
    found = [
        f"{named(path)}:{node.lineno} {node.name} has {lines_of(node)} lines"
        for path in modules()
        for node in functions(path)
        if lines_of(node) > FUNCTION
    ]
    assert found == []


def test_half_of_the_functions_are_very_short() -> None:
    assert median(lines_of(node) for path in modules() for node in functions(path)) <= MEDIAN


def longer(paths: list[Path], limit: int) -> list[str]:
    counted = {path: path.read_text().count("\n") for path in paths}
    return [f"{named(path)} has {lines} lines" for path, lines in counted.items() if lines > limit]


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def lines_of(function: ast.FunctionDef) -> int:
    """From the first statement to the last: the signature and the docstring are no work to follow."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
