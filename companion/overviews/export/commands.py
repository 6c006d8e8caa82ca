"""``companion import-record``: a record that was taken out comes into an empty installation."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from companion.core import clock, schema
from companion.core.db import db
from companion.core.stop import Stop
from companion.overviews.export import bringing


def add_commands(commands: Any, make_app: Callable[[], Flask]) -> None:
    command = commands.add_parser("import-record", help="bring a record.json into an empty installation")
    command.add_argument("file", type=Path)
    command.set_defaults(run=partial(_run, make_app))


def _run(make_app: Callable[[], Flask], options: Namespace) -> None:
    """All of it or nothing. Raises ``Stop`` with a sentence for the person at the terminal."""
    try:
        content = json.loads(options.file.read_text())
    except (OSError, ValueError) as error:
        raise Stop(f"{options.file} cannot be read as JSON.") from error
    with make_app().app_context():
        schema.upgrade()
        client = bringing.bring_in(content, at=clock.now())
        db.session.commit()
        print(f"The record is here. Its client is {client.id}; a counselor can give them a new link.")
