"""The counselor's five minutes: who comes next, what is new, and one page to read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import queries as access
from companion.access.permissions import Can
from companion.core import clock, words
from companion.core.web import Routes, show
from companion.overviews.caseload import briefs, queries
from companion.overviews.caseload.briefs import Brief
from companion.overviews.caseload.triggers import named_in
from companion.overviews.caseload.wording import LETTERS
from companion.records.agenda import queries as agenda
from companion.records.alerts import queries as alerts
from companion.records.alerts import wording
from companion.records.letters import queries as letters
from companion.records.messages import queries as messages
from companion.records.messages.forms import AnswerForm
from companion.records.prep import queries as prep
from companion.records.prep.forms import PrepForm
from companion.records.skills.forms import USUAL_TIMES, pick_form

routes = Routes("caseload", url_prefix="/caseload")


@routes.show("", allow=Can.READ_CASELOAD)
def index() -> ResponseReturnValue:
    now = clock.now()
    today = now.astimezone(ZoneInfo(g.person.zone)).date()
    rows = queries.caseload_of(g.person, now)
    return show(
        "caseload/counselor/index.html",
        rows=rows,
        now=now,
        today=today,
        alerts=alerts.open_alerts_of([row.client.id for row in rows]),
        wording=wording,
    )


@routes.show("/<uuid:client_id>/brief", allow=Can.READ_BRIEF)
def brief(client_id: UUID) -> ResponseReturnValue:
    now = clock.now()
    found = briefs.brief_of(g.client, g.person, now)
    return show(
        "caseload/counselor/brief.html",
        **_neighbours(client_id, now),
        **_boxes(found),
        brief=found,
        triggers=named_in(g.client, found.recent),
        today=found.windows.today,
        letters_waiting=letters.count_waiting(g.client),
        **_alerts(found),
        wanted=agenda.wanted(agenda.topics_of(g.client, now)),
        wording=wording,
        letters=LETTERS,
        words=words,
        when=words.when,
    )


def _alerts(found: Brief) -> dict[str, Any]:
    """What was closed before they last met is not what to look at first."""
    known = alerts.recent_alerts_of(g.client, found.now)
    first = [one for one in known if one.is_open or one.touched_at >= found.windows.since]
    return {"alerts": first, "closed": [one for one in known if one not in first]}


def _boxes(found: Brief) -> dict[str, Any]:
    """What can be filled in without leaving the page."""
    shelf, appointment = found.practising.shelf, found.appointment
    session_id = appointment.id if appointment else None
    note = prep.prep_of(g.client, g.person, session_id)
    return {
        "pick_form": pick_form(g.client, shelf, found.now, formdata=None, times_a_week=USUAL_TIMES),
        "unanswered": messages.unanswered_of(g.client, found.now),
        "answer_form": AnswerForm.fresh(),
        "prep": note,
        "prep_form": PrepForm.of(note, session_id),
    }


def _neighbours(client_id: UUID, now: datetime) -> dict[str, Any]:
    """The client's place on the caseload, who follows, and who was just marked as reviewed."""
    place, length, following = queries.neighbour(g.person, client_id, now)
    reviewed = request.args.get("reviewed", type=UUID)
    next_id = following.client.id if following else client_id
    return {
        "place": place,
        "length": length,
        "following": following,
        "next_address": url_for(".brief", client_id=next_id, reviewed=client_id),
        "reviewed": access.client_of(g.person, reviewed, now) if reviewed else None,
    }
