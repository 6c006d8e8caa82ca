"""``companion work``: sends what waits, and does what is due again. Any number may run at once.

The timetable only says when to look. What is due stands in the database, is claimed there by one worker at a
time, and what was missed while no worker ran is still due. ``companion serve --with-work`` runs the same
timetable inside the web server, for a clinic with one small machine.
"""

from __future__ import annotations

import atexit
import logging
import signal
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy.exc import OperationalError

from companion.access.consents import ends
from companion.app import create_app
from companion.core import clock, keys, schema
from companion.core.db import db
from companion.core.settings import Settings, load
from companion.core.stop import Stop
from companion.outbox import push, sms, smtp, worker
from companion.outbox.models import Channel
from companion.outbox.transport import Send, Ways
from companion.overviews.asking import jobs as asking
from companion.overviews.measuring import jobs as measuring
from companion.overviews.reminding import jobs as reminding
from companion.records.alerts import jobs as alerts
from companion.records.imports import actions as imports

# In seconds: how long a notice waits at most for an idle worker, and how often it looks for what is overdue.
EVERY = 5
LOOK_EVERY = 3600
NO_WAY = "No mail server is set (COMPANION_SMTP_HOST): emails wait."
# One job may wait for a slow mail server while another tells a care team again.
AT_ONCE = 2

Job = Callable[[datetime], bool]
SOON: tuple[Job, ...] = (alerts.tell_next_again, reminding.remind_next)
HOURLY: tuple[Job, ...] = (measuring.open_next_overdue, ends.note_next, asking.purge_next)
log = logging.getLogger("companion.work")


class CannotWork(Stop):
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
        keys.refuse_wrong()
    print("Sending what waits." if settings.mail else NO_WAY, flush=True)
    if options.once:
        with app.app_context():
            turn(worker.by_channel(ways_of(settings)), stop.is_set, channels=tuple(ways_of(settings)))
        return
    scheduler = begin(app, settings, stop)
    stop.wait()
    scheduler.shutdown(wait=True)


def work_along(app: Flask, settings: Settings) -> None:
    """In the web server's own process, until it ends."""
    stop = Event()
    scheduler = begin(app, settings, stop)

    @atexit.register
    def end() -> None:
        stop.set()
        scheduler.shutdown(wait=True)


def begin(app: Flask, settings: Settings, stop: Event) -> BackgroundScheduler:
    """The timetable. Looks that were missed are one look, and none begins before the one before it ended."""
    ways = ways_of(settings)
    send, channels = worker.by_channel(ways), tuple(ways)
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(AT_ONCE)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    def look(name: str, every: int, do: Callable[[], None]) -> None:
        first = clock.now()  # at once: the database may hold what was missed
        scheduler.add_job(_in(app, do), "interval", seconds=every, id=name, next_run_time=first)

    look("soon", EVERY, lambda: _each(SOON, stop.is_set))
    look("send", EVERY, lambda: _send_all(send, stop.is_set, channels))
    look("hourly", LOOK_EVERY, lambda: _hourly(stop.is_set))
    scheduler.start()
    return scheduler


def ways_of(settings: Settings) -> Ways:
    """What is set up. A message of another channel waits, and an administrator sees it wait."""
    ways: dict[Channel, Send] = {}
    if settings.mail:
        ways[Channel.EMAIL] = smtp.sender(settings.mail)
    if settings.push:
        contact = settings.base_url if settings.is_tls else "mailto:nobody@localhost"
        ways[Channel.PUSH] = push.sender(settings.push, contact)
    if settings.sms:
        ways[Channel.SMS] = sms.sender(settings.sms)
    return ways


def turn(
    send: Send | None,
    is_stopped: Callable[[], bool] = lambda: False,
    *,
    is_looking: bool = True,
    channels: tuple[Channel, ...] = tuple(Channel),
) -> None:
    """Everything once that is due."""
    _each(SOON, is_stopped)
    if is_looking:
        _hourly(is_stopped)
    if send:
        _send_all(send, is_stopped, channels)


def _each(jobs: tuple[Job, ...], is_stopped: Callable[[], bool]) -> None:
    """One transaction for each thing that is due."""
    for job in jobs:
        while not is_stopped() and job(clock.now()):
            db.session.commit()
        db.session.commit()


def _hourly(is_stopped: Callable[[], bool]) -> None:
    """And the texts of files that nobody used for a day are let go."""
    _each(HOURLY, is_stopped)
    imports.let_go(at=clock.now())
    db.session.commit()


def _send_all(send: Send, is_stopped: Callable[[], bool], channels: tuple[Channel, ...]) -> None:
    while channels and not is_stopped() and worker.work_once(clock.now(), send, channels):
        pass


def _in(app: Flask, do: Callable[[], None]) -> Callable[[], None]:
    """A database that is busy or away is there again at the next look."""

    def job() -> None:
        with app.app_context():
            try:
                do()
            except OperationalError as error:
                db.session.rollback()
                log.error("Database unavailable: %s", type(error.orig).__name__)

    return job
