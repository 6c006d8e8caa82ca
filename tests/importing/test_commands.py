"""``companion import-schedule`` and ``companion import-roster``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from companion import cli
from companion.cli import main
from tests.cast import Cast
from tests.importing.desk import schedule_of, stored
from tests.importing.files import EVENING, SECOND_MOVED, THANKSGIVING, calendar, roster
from tests.importing.test_roster_page import NOOR, SAM, clients_in

Run = Callable[..., int]


@pytest.fixture
def run(app: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this clinic. The file is written first; ``typed`` is what somebody answers."""
    monkeypatch.setattr(cli, "_app", lambda: app)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    def run(kind: str, content: str, *options: str, typed: str | None = None) -> int:
        path = tmp_path / "brought"
        path.write_text(content)
        if typed is not None:
            monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
            monkeypatch.setattr("builtins.input", lambda question: typed)
        about = ["--track", "evening", "--facilitator", "cora@test.example"] if kind == "schedule" else []
        return main([f"import-{kind}", str(path), *about, *options])

    return run


def test_without_an_answer_it_shows_the_preview_and_changes_nothing(
    run: Run, app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stored(app)
    assert run("schedule", calendar(EVENING, THANKSGIVING)) == 0
    said = capsys.readouterr().out
    assert (
        "Line 19: Evening group (Will be added)\n    Every week: Mon, Wed. 6 sessions of 180 minutes.\n"
        in said
    )
    assert "Line 27: Thanksgiving (Skipped)\n    It lasts all day, so it is no session.\n" in said
    assert "Will be added: 1. Skipped: 1.\nNothing was changed.\n" in said
    assert stored(app) == before


@pytest.mark.parametrize(("typed", "count"), [("yes", 6), (" Sí ", 6), ("no", 0), ("", 0), ("yesterday", 0)])
def test_it_asks(run: Run, app: Flask, typed: str, count: int) -> None:
    assert run("schedule", calendar(EVENING), typed=typed) == 0
    assert len(schedule_of(app)) == count


def test_with_yes_it_does_what_the_page_does(
    run: Run, app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("schedule", calendar(EVENING, THANKSGIVING), "--yes", "--holidays") == 0
    assert "The file was used." in capsys.readouterr().out
    assert len(schedule_of(app)) == 6
    rows = stored(app)
    assert run("schedule", calendar(EVENING, THANKSGIVING), "--yes", "--holidays") == 0
    assert "Nothing would change." in capsys.readouterr().out
    assert stored(app) == rows
    assert run("schedule", calendar(EVENING, SECOND_MOVED), "--yes") == 0
    assert "Room 2 → Room 7" in capsys.readouterr().out
    assert schedule_of(app)[1] == ("11-25 00:00", "Evening group", "Room 7", "on")


def test_a_roster(run: Run, app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("roster", roster(NOOR, SAM), "--yes", "--by", "ADA@test.example") == 0
    said = capsys.readouterr().out
    assert "Line 2: Noor (Will be added)\n    Evening, with Cora Counselor, from" in said
    assert "Each counselor can now hand over a sign-in link" in said
    assert set(clients_in(app)) == {"Noor", "Sam"}
    assert run("roster", roster(NOOR, SAM), "--yes") == 0
    assert "Here already: 2.\nNothing would change.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "content", "options", "sentence"),
    [
        ("schedule", "BEGIN:VCALENDAR\nBEGIN:VEVENT", (), "Line 2: “BEGIN:VEVENT” has no END."),
        (
            "schedule",
            calendar(EVENING.replace("DTSTART", "DT")),
            (),
            "Line 19: The event that begins here has no",
        ),
        ("schedule", "", (), "Line 1: The file is empty."),
        ("schedule", calendar(EVENING), ("--track", "Dawn"), "There is no one track called 'Dawn'."),
        ("schedule", calendar(EVENING), ("--facilitator", "ada@test.example"), "works here as counselor."),
        ("schedule", calendar(EVENING), ("--by", "cora@test.example"), "works here as admin."),
        ("roster", roster(NOOR, "Sam,x"), (), "Line 3: “x” is not a phone number."),
        ("roster", roster(NOOR.replace("Evening", "Dawn")), (), "Line 2: There is no track called “Dawn”."),
    ],
)
def test_it_stops_with_a_sentence_and_changes_nothing(
    run: Run,
    app: Flask,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    content: str,
    options: tuple[str, ...],
    sentence: str,
) -> None:
    before = stored(app)
    assert run(kind, content, "--yes", *options) == 2
    assert sentence in capsys.readouterr().err
    assert stored(app) == before


def test_a_file_that_is_not_there(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.csv"
    assert main(["import-roster", str(missing)]) == 2
    assert capsys.readouterr().err == f"{missing}: No such file or directory.\n"


def test_nobody_waits_for_the_database_while_it_asks(
    run: Run, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody renames the track on the page meanwhile."""

    def rename(question: str) -> str:
        engine = create_engine(app.config["SQLALCHEMY_DATABASE_URI"])
        with engine.begin() as other:
            other.execute(text("update tracks set name = 'Night'"))
        engine.dispose()
        return "yes"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", rename)
    assert run("schedule", calendar(EVENING)) == 0
    assert len(schedule_of(app)) == 6
