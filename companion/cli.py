"""The ``companion`` command: set up, serve, and the demo clinic."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any
from zoneinfo import available_timezones

from flask import Flask

from companion import demo, working
from companion.accounts import actions as accounts
from companion.accounts import rules
from companion.accounts.models import Person
from companion.app import create_app
from companion.audit import checking
from companion.core import clock, keys, new_settings, schema
from companion.core.db import db
from companion.core.settings import (
    LANGUAGES,
    SETTINGS_FILE,
    SettingsProblem,
    instance_folder,
    load,
)
from companion.core.stop import Stop
from companion.overviews.export import commands as records
from companion.overviews.importing import commands as importing
from companion.programs import actions as programs
from companion.programs import queries
from companion.programs.models import Program

THREADS = "8"
KEEP_ALIVE = "75"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except SettingsProblem as found:
        print("These settings need mending:", *found.problems, sep="\n  ", file=sys.stderr)
        return 2
    except Stop as found:
        print(found, file=sys.stderr)
        return 2
    return 0


def set_up(options: Namespace) -> None:
    """Ask for what a program needs to begin, write the settings and make the first administrator."""
    folder = instance_folder()
    name = _ask("Name of the program", lambda text: "" if text else "Please write a name.")
    zone = _ask("Time zone, such as America/New_York", _zone_problem)
    language = _ask("Language, en or es", lambda text: "" if text in LANGUAGES else "Please write en or es.")
    address = _ask("Web address, such as https://example.org", _address_problem)
    admin_name = _ask("Your name", lambda text: "" if text else "Please write a name.")
    email = _ask("Your email", _email_problem)
    password = _ask("Your password, 15 characters or more", _password_problem, read=getpass.getpass)
    if not (folder / SETTINGS_FILE).exists():
        print("Wrote", new_settings.write_settings(folder, new_settings.new_settings_text(address, language)))
    with _app().app_context():
        _prepare_database()
        if not queries.is_empty():
            raise Stop("This database holds a program already. Set up starts with an empty one.")
        program = programs.create_program(name=name, zone=zone, language=language, at=clock.now())
        admin = _first_administrator(program, admin_name)
        accounts.set_email(admin, email)
        accounts.set_password(admin, password)
        db.session.commit()
    print("Done. Start it with `companion serve`, then sign in and invite your staff.")


def _first_administrator(program: Program, name: str) -> Person:
    return accounts.add_person(
        program.id,
        role=rules.Role.ADMIN,
        name=name,
        language=program.language,
        zone=program.zone,
        at=clock.now(),
    )


def serve(options: Namespace) -> None:
    """Migrate, then hand over to gunicorn on loopback; a proxy stands before it on the open net."""
    if options.demo_if_empty:
        make_demo(Namespace(clients=demo.CLIENTS, weeks=demo.WEEKS, if_empty=True))
    app = _app()
    with app.app_context():
        _prepare_database()
        is_sqlite = db.engine.dialect.name == "sqlite"
    port = os.environ.get("PORT", "8000")
    workers = "1" if is_sqlite else "2"
    bind = f"{options.host}:{port}"
    print(f"Companion is at http://{bind}", flush=True)
    command = [sys.executable, "-m", "gunicorn", "companion.wsgi:app", "--bind", bind, "--workers", workers]
    if options.with_work:
        os.environ["COMPANION_WITH_WORK"] = "yes"
    command += ["--threads", THREADS, "--keep-alive", KEEP_ALIVE, "--log-level", "warning"]
    os.execv(sys.executable, command)


def make_demo(options: Namespace) -> None:
    folder = instance_folder()
    if not (folder / SETTINGS_FILE).exists():
        address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
        new_settings.write_settings(folder, new_settings.new_settings_text(address, "en"))
    with _app().app_context():
        _prepare_database()
        if queries.is_empty():
            demo.make(clients=options.clients, weeks=options.weeks, now=clock.now())
        elif not options.if_empty:
            raise Stop("This database holds a program already. The demo clinic needs an empty one.")
        program = queries.only_program()
        if program and program.is_demo:
            print(demo.sign_ins())


def _prepare_database() -> None:
    schema.upgrade()
    keys.refuse_wrong()


def check_config(options: Namespace) -> None:
    with _app().app_context():
        schema.refuse_newer()
        if schema.is_current():
            keys.refuse_wrong()
    print("The settings are fine.")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="companion", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("setup", help="begin a real installation").set_defaults(run=set_up)
    _add_serving(commands)
    demonstrating = commands.add_parser("demo", help="make the demo clinic in an empty database")
    demonstrating.add_argument("--clients", type=int, default=demo.CLIENTS)
    demonstrating.add_argument("--weeks", type=int, default=demo.WEEKS)
    demonstrating.add_argument("--if-empty", action="store_true", help="do nothing in a used database")
    demonstrating.set_defaults(run=make_demo)
    importing.add_commands(commands, _app)
    records.add_commands(commands, _app)
    checking.add_command(commands, _app)
    keys.add_command(commands, _app)
    working.add_command(commands)
    new_settings.add_command(commands)
    commands.add_parser("check-config", help="say what is wrong with the settings").set_defaults(
        run=check_config
    )
    return parser


def _add_serving(commands: Any) -> None:
    serving = commands.add_parser("serve", help="migrate the database and serve the app")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--with-work", action="store_true", help="do the work of `companion work`, too")
    serving.add_argument("--demo-if-empty", action="store_true", help="load the demo clinic first")
    serving.set_defaults(run=serve)


def _app() -> Flask:
    return create_app(load())


def _ask(question: str, problem: Callable[[str], str], read: Callable[[str], str] = input) -> str:
    while True:
        answer = read(f"{question}: ").strip()
        found = problem(answer)
        if not found:
            return answer
        print(found)


def _zone_problem(text: str) -> str:
    return "" if text in available_timezones() else "There is no such time zone."


def _address_problem(text: str) -> str:
    return "" if text.startswith(("http://", "https://")) else "It begins with http:// or https://."


def _email_problem(text: str) -> str:
    if "@" not in text or text.endswith(rules.DEMO_DOMAIN):
        return "Please write an email of yours."
    return ""


def _password_problem(text: str) -> str:
    if not rules.PASSWORD_LEAST <= len(text) <= rules.PASSWORD_MOST:
        return f"Use {rules.PASSWORD_LEAST} to {rules.PASSWORD_MOST} characters."
    return "This password is easy to guess." if rules.is_weak(text) else ""
