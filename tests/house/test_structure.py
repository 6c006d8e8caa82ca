"""What each kind of file must not do, read from its syntax tree."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask

from companion.portals import FEATURES
from tests.house.source import PRODUCT, ROOT, calls, imports, modules, named, portal_files, tree

# One request is one transaction, and core ends it. The others own theirs: the command line, the demo
# clinic, the worker with one for each message and each alert, and the count of wrong tries, which has to stay
# although the page answers 422.
COMMITS = (
    "companion/core/",
    "companion/cli.py",
    "companion/demo/",
    "companion/outbox/worker.py",
    "companion/accounts/guard.py",
    "companion/access/signing.py",
    "companion/overviews/accepting/guard.py",
    "companion/overviews/export/commands.py",
    "companion/overviews/importing/commands.py",
    "companion/working.py",
)


def test_there_are_portal_files_to_look_at() -> None:
    assert len(portal_files()) >= 10


@pytest.mark.parametrize("path", portal_files(), ids=named)
def test_a_portal_file_knows_no_sql_and_asks_for_no_role(path: Path) -> None:
    wrong = [name for name in imports(path) if name.split(".")[0] == "sqlalchemy"]
    wrong += [name for name in imports(path) if name in ("companion.core.db.db", "companion.core.db")]
    wrong += [name for name in imports(path) if name.endswith(".datetime.now")]
    wrong += [ask for ask in compared(path) if ask.endswith(".role")]
    assert wrong == []


@pytest.mark.parametrize("path", [path for path in modules() if path.stem == "rules"], ids=named)
def test_rules_are_plain_functions_of_plain_values(path: Path) -> None:
    assert [name for name in imports(path) if name.split(".")[0] in ("flask", "sqlalchemy")] == []
    assert [
        call for call in calls(path) if re.fullmatch(r"clock\.now|(datetime\.)?(now|today|utcnow)", call)
    ] == []


def test_only_a_few_named_places_end_a_transaction() -> None:
    found = {named(path) for path in modules() for call in calls(path) if call.endswith("session.commit")}
    assert {name for name in found if not name.startswith(COMMITS)} == set()


def test_only_the_clock_is_asked_what_time_it_is() -> None:
    asked = re.compile(r"(datetime|date)\.(now|today|utcnow)|time\.time")
    found = {named(path) for path in modules() for call in calls(path) if asked.fullmatch(call)}
    assert found == {"companion/core/clock.py"}


@pytest.mark.parametrize(
    "path", [path for path in modules() if path.stem in ("actions", "queries")], ids=named
)
def test_actions_and_queries_know_no_request(path: Path) -> None:
    assert [name for name in imports(path) if name in ("flask.g", "flask.request", "flask.session")] == []


def test_every_feature_stands_behind_the_portal_that_its_file_names() -> None:
    listed = {
        (portal.name, feature.__name__) for portal, features in FEATURES.items() for feature in features
    }
    there = {(path.stem, named(path).removesuffix(".py").replace("/", ".")) for path in portal_files()}
    assert listed == there


def test_every_model_is_known_to_the_migrations() -> None:
    known = set(import_module("companion.models").__all__)
    defined = {
        node.name
        for path in modules()
        if path.stem == "models" and path.parent != PRODUCT
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Model" for base in node.bases)
    }
    assert defined == known


def test_addresses_are_kebab_case_and_name_rows_by_their_uuid(app: Flask) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        for part in rule.rule.strip("/").split("/"):
            is_row = re.fullmatch(r"<uuid:[a-z_]+_id>(\.ics)?", part)
            is_word = re.fullmatch(r"<(token|slug|code|language|page)>(\.ics)?", part)
            if (
                part not in ("", "worker.js", "manifest.webmanifest")
                and not is_row
                and not is_word
                and not re.fullmatch(r"[a-z]+(-[a-z]+)*", part)
            ):
                wrong.append(rule.rule)
    assert wrong == []


def test_no_file_keeps_an_unfinished_thought_or_the_way_to_somebodys_machine() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|/home/\w|/root/|/work/")
    found = [
        f"{named(path)}: {match[0]}"
        for folder in ("companion", "templates", "static/js", "static/css", "migrations")
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.suffix in (".py", ".html", ".js", ".css", ".toml")
        for match in unfinished.finditer(path.read_text())
    ]
    assert found == []


def test_every_exception_to_a_check_says_why() -> None:
    silent = re.compile(r"# (type: ignore(\[[\w-]+\])?|noqa(: ?[\w, ]+)?|nosec( ?B\d+)?) *$", re.M)
    assert [named(path) for path in modules() if silent.search(path.read_text())] == []


def compared(path: Path) -> list[str]:
    """What the file compares or matches something with."""
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Compare | ast.Match)]
    sides = [
        side
        for node in found
        for side in ([node.left, *node.comparators] if isinstance(node, ast.Compare) else [node.subject])
    ]
    return [ast.unparse(side) for side in sides]
