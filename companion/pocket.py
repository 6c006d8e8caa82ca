"""What makes the product one for the pocket: it works without a signal, locks itself, and is left at once."""

from __future__ import annotations

from flask import Flask

from companion.access import locked, received
from companion.overviews.away import public as away
from companion.overviews.installing import account as installing
from companion.overviews.installing import looks
from companion.overviews.installing import public as manifest
from companion.overviews.locking import account as own_lock
from companion.overviews.locking import public as locking
from companion.overviews.offline import client as waiting
from companion.overviews.offline import public as offline
from companion.overviews.reminding import client as reminding
from companion.overviews.reminding import jobs, setting_up
from companion.overviews.reminding import public as stopping
from companion.overviews.undelivered import admin as undelivered

PUBLIC = [away, locking, manifest, offline, stopping]
ACCOUNT = [installing, own_lock]
CLIENT = [waiting, reminding]
ADMIN = [undelivered]


def init_app(app: Flask) -> None:
    jobs.init()
    app.jinja_env.globals["phone_of"] = received.phone_of
    app.jinja_env.globals["draft_key"] = locked.draft_key
    app.jinja_env.globals["shows_install_card"] = looks.shows_card
    app.jinja_env.globals["look_of"] = looks.look_of
    app.jinja_env.globals["reminder_on_today"] = setting_up.on_today
