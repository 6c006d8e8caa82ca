"""``companion import-schedule`` and ``companion import-roster``: a file, its preview, and using it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.accounts.rules import Role, normalize_email
from companion.core import clock, schema
from companion.core.db import db
from companion.core.errors import Refusal
from companion.core.stop import Stop
from companion.core.words import _
from companion.overviews.importing import files, previews, problems
from companion.overviews.importing.files import Plan
from companion.overviews.importing.reading import LARGEST_FILE, Broken, text_of
from companion.programs import queries as programs
from companion.programs.models import Program, Track


class CannotImport(Stop):
    """The file is broken, or what it is for is not there."""


def add_commands(commands: Any, make_app: Callable[[], Flask]) -> None:
    for name, run, about in (
        ("import-schedule", import_schedule, "bring the groups of an .ics file"),
        ("import-roster", import_roster, "bring the clients of a .csv file"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("file", type=Path)
        command.add_argument("--yes", action="store_true", help="use the file without asking")
        command.add_argument("--by", metavar="EMAIL", help="the administrator who brings it; else the first")
        command.set_defaults(run=partial(_run, run, make_app))
    command = commands.choices["import-schedule"]
    command.add_argument("--track", required=True, metavar="NAME", help="the track that the groups are for")
    command.add_argument("--facilitator", required=True, metavar="EMAIL", help="with whom the groups are")
    command.add_argument("--holidays", action="store_true", help="take all-day events as holidays")


def import_schedule(options: Namespace, program: Program) -> None:
    track, facilitator = _track(program, options.track), _staff(program, Role.COUNSELOR, options.facilitator)
    text, by = _text(options.file), _staff(program, Role.ADMIN, options.by)
    about: dict[str, Any] = {"takes_holidays": options.holidays}
    _use(lambda: files.schedule(text, program, track, facilitator, **about, now=clock.now()), by, options.yes)


def import_roster(options: Namespace, program: Program) -> None:
    text, by = _text(options.file), _staff(program, Role.ADMIN, options.by)
    if _use(lambda: files.roster(text, program, now=clock.now()), by, options.yes):
        print(_("Each counselor can now hand over a sign-in link from the page of each new client."))


def _run(
    run: Callable[[Namespace, Program], None], make_app: Callable[[], Flask], options: Namespace
) -> None:
    with make_app().app_context():
        schema.upgrade()
        program = programs.only_program()
        if program is None:
            raise CannotImport("There is no program yet. Begin with `companion setup`.")
        try:
            run(options, program)
        except Broken as broken:
            raise CannotImport(problems.sentence(broken)) from None
        except Refusal as refusal:
            raise CannotImport(str(refusal)) from None


def _use(plan: Callable[[], Plan], by: Person, is_sure: bool) -> bool:
    """Show what the file would do, ask, and do it in one transaction. Whether it was done."""
    would_change = _show(plan())
    # Nobody waits for the database while somebody thinks, and what is done is planned anew after that.
    db.session.rollback()
    if not would_change:
        print(_("Nothing would change."))
    elif is_sure or _is_wanted():
        files.use(plan(), by=by, at=clock.now())
        db.session.commit()
        print(_("The file was used."))
        return True
    else:
        print(_("Nothing was changed."))
    return False


def _show(plan: Plan) -> bool:
    """Whether it would change something."""
    lines = files.lines_of(plan)
    for line in lines:
        said = [f"{line.title} ({previews.OUTCOMES[line.outcome]})", *line.sentences, *line.details]
        print(f"{_('Line %(number)s', number=line.number)}: " + "\n    ".join(said))
    print(*(f"{previews.OUTCOMES[name]}: {count}." for name, count in previews.counted(lines).items()))
    return plan.changes_something


def _is_wanted() -> bool:
    question = _("Use this file? Write yes or no:")
    return sys.stdin.isatty() and input(f"{question} ").strip().casefold() in ("y", "yes", "s", "sí", "si")


def _text(path: Path) -> str:
    """Raises ``Broken``."""
    try:
        with path.open("rb") as file:
            return text_of(file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise CannotImport(f"{path}: {error.strerror}.") from None


def _track(program: Program, name: str) -> Track:
    found = [track for track in programs.tracks_of(program.id) if track.name.casefold() == name.casefold()]
    if len(found) != 1:
        raise CannotImport(f"There is no one track called {name!r}.")
    return found[0]


def _staff(program: Program, role: Role, email: str | None) -> Person:
    """Who has that email; without one, who was here first."""
    there = [one for one in people.staff_of(program.id) if one.role == role and one.is_active]
    found = [one for one in there if email is None or normalize_email(one.email) == normalize_email(email)]
    if not found:
        raise CannotImport(f"Nobody with the email {email!r} works here as {role}.")
    return min(found, key=lambda one: one.created_at)
