"""A client's sessions in their own calendar: one as a file, or all of them under a secret address."""

from __future__ import annotations

from uuid import UUID

from flask import current_app, g, make_response, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.calendar import ics, queries
from companion.overviews.calendar.forms import CalendarForm
from companion.records.calendars import actions as calendars
from companion.records.calendars import queries as feeds

routes = Routes("calendar", url_prefix="/schedule")


@routes.show("/<uuid:appointment_id>.ics", allow=Can.READ_SCHEDULE)
def show_file(appointment_id: UUID) -> ResponseReturnValue:
    feed, zone = feeds.feed_of(g.client), queries.zone_of(g.client)
    shows_place = bool(feed and feed.shows_place)
    entry = queries.entry_of(g.client, appointment_id, zone=zone, shows_place=shows_place)
    body = ics.written([entry], zone=entry.zone, language=g.client.language, now=clock.now())
    response = make_response(body)
    response.content_type = ics.TYPE
    response.headers["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response


@routes.show("/calendar", allow=Can.SUBSCRIBE_CALENDAR)
def index() -> ResponseReturnValue:
    return _show()


@routes.accept("/calendar", allow=Can.SUBSCRIBE_CALENDAR)
def create() -> ResponseReturnValue:
    """Answers with the page itself: the address is in this answer and nowhere else."""
    form = CalendarForm()
    if not form.validate():
        return _show(form=form, status=422)
    token = calendars.issue(g.client, shows_place=form.shows_place.data, at=clock.now())
    path = url_for("public.calendar.show_feed", token=token)
    return _show(address=f"{current_app.config['BASE_URL']}{path}")


@routes.accept("/calendar/place", allow=Can.SUBSCRIBE_CALENDAR)
def update_place() -> ResponseReturnValue:
    form, feed = CalendarForm(), feeds.feed_of(g.client)
    if not form.validate():
        return _show(form=form, status=422)
    if feed:
        calendars.show_place(feed, shows_place=form.shows_place.data, at=clock.now())
    return done(then=url_for(".index"))


@routes.accept("/calendar/end", allow=Can.SUBSCRIBE_CALENDAR)
def end() -> ResponseReturnValue:
    calendars.revoke(g.client, at=clock.now())
    return done(then=url_for(".index"))


def _show(
    *, address: str | None = None, form: CalendarForm | None = None, status: int = 200
) -> ResponseReturnValue:
    feed = feeds.feed_of(g.client)
    form = form or CalendarForm(formdata=None, shows_place=bool(feed and feed.shows_place))
    return show("calendar/client/index.html", status=status, feed=feed, address=address, form=form)
