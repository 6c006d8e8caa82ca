"""``companion import-schedule`` and ``companion import-roster``: a file, its preview, and using it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import Role, normalize_email
from companion.app import create_app
from companion.core import clock, schema
from companion.core.db import db
from companion.core.settings import load
from companion.core.words import _
from companion.overviews.importing import files, previews, problems
from companion.overviews.importing.files import Plan
from companion.overviews.importing.reading import LARGEST_FILE, Broken, text_of
from companion.programs import queries as programs
from companion.programs.models import Program, Track


class CannotBring(Exception):
    """The file is broken, or what it is for is not there."""


def add_commands(commands: Any) -> None:
    for name, run, about in (
        ("import-schedule", import_schedule, "bring the groups of an .ics file"),
        ("import-roster", import_roster, "bring the clients of a .csv file"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("file", type=Path)
        command.add_argument("--yes", action="store_true", help="use the file without asking")
        command.add_argument(
            "--by", metavar="EMAIL", help="the administrator who brings it; else the first one"
        )
        command.set_defaults(run=run)
    command = commands.choices["import-schedule"]
    command.add_argument("--track", required=True, metavar="NAME", help="the track that the groups are for")
    command.add_argument("--facilitator", required=True, metavar="EMAIL", help="with whom the groups are")
    command.add_argument("--holidays", action="store_true", help="take all-day events as holidays")


def import_schedule(options: Namespace) -> None:
    with create_app(load()).app_context():
        program = _program()
        track, facilitator = _track(program, options.track), _counselor(program, options.facilitator)
        text = _text(options.file)
        now = clock.now()
        try:
            holidays = options.holidays
            plan = files.schedule(text, program, track, facilitator, takes_holidays=holidays, now=now)
        except Broken as broken:
            raise CannotBring(problems.sentence(broken)) from None
        _use(plan, _administrator(program, options.by), options.yes)


def import_roster(options: Namespace) -> None:
    with create_app(load()).app_context():
        program = _program()
        try:
            plan = files.roster(_text(options.file), program, now=clock.now())
        except Broken as broken:
            raise CannotBring(problems.sentence(broken)) from None
        if _use(plan, _administrator(program, options.by), options.yes):
            print(_("Each counselor can now hand over a sign-in link from the page of each new client."))


def _use(plan: Plan, by: Person, is_sure: bool) -> bool:
    """Show what the file would do, ask, and do it in one transaction. Whether it was done."""
    lines = files.lines_of(plan)
    for line in lines:
        _print(line)
    print(*(f"{previews.OUTCOMES[name]}: {count}." for name, count in previews.counted(lines).items()))
    if not plan.changes_something:
        print(_("Nothing would change."))
    elif is_sure or _is_wanted():
        files.use(plan, by=by, at=clock.now())
        db.session.commit()
        print(_("The file was used."))
        return True
    else:
        print(_("Nothing was changed."))
    return False


def _print(line: previews.Line) -> None:
    said = [f"{line.title} ({previews.OUTCOMES[line.outcome]})", *line.sentences, *line.details]
    place = _("Line %(number)s", number=line.number)
    print(f"{place}: " + "\n    ".join(said))


def _is_wanted() -> bool:
    question = _("Use this file? Write yes or no:")
    return sys.stdin.isatty() and input(f"{question} ").strip().casefold() in ("y", "yes", "s", "sí", "si")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return text_of(file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise CannotBring(f"{path}: {error.strerror}.") from None
    except Broken as broken:
        raise CannotBring(problems.sentence(broken)) from None


def _program() -> Program:
    schema.upgrade()
    program = programs.only_program()
    if program is None:
        raise CannotBring("There is no program yet. Begin with `companion setup`.")
    return program


def _track(program: Program, name: str) -> Track:
    found = [track for track in programs.tracks_of(program.id) if track.name.casefold() == name.casefold()]
    if len(found) != 1:
        raise CannotBring(f"There is no one track called {name!r}.")
    return found[0]


def _counselor(program: Program, email: str) -> Person:
    return _staff(program, Role.COUNSELOR, email)


def _administrator(program: Program, email: str | None) -> Person:
    return _staff(program, Role.ADMIN, email)


def _staff(program: Program, role: Role, email: str | None) -> Person:
    """Who has that email; without one, who was here first."""
    there = [one for one in people.staff_of(program.id) if one.role == role and one.is_active]
    found = [one for one in there if email is None or normalize_email(one.email) == normalize_email(email)]
    if not found:
        raise CannotBring(f"Nobody with the email {email!r} works here as {role}.")
    return min(found, key=lambda one: one.created_at)
