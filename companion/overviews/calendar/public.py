"""The client's sessions for their calendar app, under an address that nobody can guess (128 bits)."""

from __future__ import annotations

import hashlib

from flask import make_response, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes
from companion.overviews.calendar import ics, queries, rules
from companion.records.calendars import queries as calendars

routes = Routes("calendar")


@routes.show("/calendar/<token>.ics", allow=Can.READ_CALENDAR)
def show_feed(token: str) -> ResponseReturnValue:
    feed, now = calendars.feed_behind(token), clock.now()
    since, until = rules.window(now)
    zone = queries.zone_of(feed.client)
    entries = queries.entries_of(feed.client, since, until, zone=zone, shows_place=feed.shows_place)
    body = ics.written(entries, zone=zone, language=feed.client.language, now=now)
    response = make_response(body)
    response.content_type = ics.TYPE
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    # The app may keep it, but asks each time whether it still holds: without a kept copy a 304 means nothing.
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(body).hexdigest())
    written = [feed.issued_at, *(entry.written_at for entry in entries)]
    response.last_modified = rules.last_modified(written, now)
    return response.make_conditional(request)
