"""``companion work``: hands the waiting messages to the mail server, and queues those that are due again.

A plain loop: there is one timetable, it is asked in the database at every turn, and whatever was missed
while no worker ran is still due. A scheduler would keep a second truth in memory.
"""

from __future__ import annotations

import logging
import signal
import time
from argparse import Namespace
from collections.abc import Callable
from threading import Event
from typing import Any

from sqlalchemy.exc import OperationalError

from companion.access.consents import ends
from companion.app import create_app
from companion.core import clock, schema
from companion.core.db import db
from companion.core.settings import load
from companion.outbox import smtp, worker
from companion.outbox.transport import Send
from companion.overviews.asking import jobs as asking
from companion.overviews.measuring import jobs as measuring
from companion.records.alerts import jobs
from companion.records.imports import actions as imports

# In seconds: how long a notice waits at most for an idle worker, and how often it looks for what is overdue.
EVERY = 5
LOOK_EVERY = 3600
NO_SERVER = "No mail server is set (COMPANION_SMTP_HOST): messages wait."
log = logging.getLogger("companion.work")


class CannotWork(Exception):
    """Something has to be done before a worker can start."""


def add_command(commands: Any) -> None:
    command = commands.add_parser("work", help="send the waiting messages; any number may run at once")
    command.add_argument("--once", action="store_true", help="stop when nothing is due any more")
    command.set_defaults(run=work)


def work(options: Namespace) -> None:
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    settings = load()
    app = create_app(settings)
    with app.app_context():
        if not schema.is_current():
            raise CannotWork("The database is not up to date. Start `companion serve` first.")
    send = smtp.sender(settings.mail) if settings.mail else None
    print("Sending what waits." if send else NO_SERVER, flush=True)
    looks_at = time.monotonic()
    while not stop.is_set():
        is_looking = time.monotonic() >= looks_at
        looks_at += LOOK_EVERY if is_looking else 0
        with app.app_context():
            _turn_unless_away(send, stop.is_set, is_looking)
        if options.once:
            break
        stop.wait(EVERY)


def _turn_unless_away(send: Send | None, is_stopped: Callable[[], bool], is_looking: bool) -> None:
    """A database that is busy or away is there again at the next turn."""
    try:
        turn(send, is_stopped, is_looking=is_looking)
    except OperationalError as error:
        db.session.rollback()
        log.error("Database unavailable: %s", type(error.orig).__name__)


def turn(
    send: Send | None, is_stopped: Callable[[], bool] = lambda: False, *, is_looking: bool = True
) -> None:
    """One transaction for each alert to tell again, task to open, end that is near, request for help to
    forget, and message. One more lets go of the texts of files that nobody used for a day.
    """
    hourly = (measuring.open_next_overdue, ends.note_next, asking.purge_next) if is_looking else ()
    for job in (jobs.tell_next_again, *hourly):
        while not is_stopped() and job(clock.now()):
            db.session.commit()
        db.session.commit()
    if is_looking:
        imports.let_go(at=clock.now())
        db.session.commit()
    while send and not is_stopped() and worker.work_once(clock.now(), send):
        pass
