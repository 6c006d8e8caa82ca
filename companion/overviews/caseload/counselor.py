"""The counselor's five minutes: who comes first and why, and one page to read before they meet."""

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
from companion.overviews.caseload import briefs, listed, queries
from companion.overviews.caseload.briefs import Brief
from companion.overviews.caseload.forms import SearchForm
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
    track_id = request.args.get("track", type=UUID)
    return _list(SearchForm(formdata=None, track=track_id))


@routes.accept("/search", allow=Can.READ_CASELOAD)
def search() -> ResponseReturnValue:
    """By POST, because what is searched for is a name, and addresses are kept in many places."""
    form = SearchForm()
    return _list(form) if form.validate() else _list(form, 422)


@routes.show("/<uuid:client_id>/brief", allow=Can.READ_BRIEF)
def brief(client_id: UUID) -> ResponseReturnValue:
    return _brief(client_id)


@routes.show("/<uuid:client_id>/brief/ahead", allow=Can.READ_BRIEF)
def brief_ahead(client_id: UUID) -> ResponseReturnValue:
    """The same page, fetched while the one before it is read, so that it is there at the press of a key.

    It has left the server, so it is a disclosure, but of its own name: nobody may have looked. That somebody
    did is said by the next address, which the page calls as it is shown.
    """
    return _brief(client_id)


@routes.accept("/<uuid:client_id>/brief/openings", allow=Can.READ_BRIEF)
def create_opening(client_id: UUID) -> ResponseReturnValue:
    """A page that was fetched ahead is on the screen now. The portal writes the disclosure."""
    return "", 204


def _list(form: SearchForm, status: int = 200) -> ResponseReturnValue:
    now = clock.now()
    caseload = listed.listed(g.person, form, now)
    return show(
        "caseload/counselor/index.html",
        "caseload/_rows.html",
        status=status,
        form=form,
        caseload=caseload,
        now=now,
        wording=wording,
        today=now.astimezone(ZoneInfo(g.person.zone)).date(),
    )


def _brief(client_id: UUID) -> ResponseReturnValue:
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
        here=url_for(".brief", client_id=client_id),
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
    """The client's place on the caseload, who stands beside, and who was just marked as reviewed."""
    found = queries.neighbours(g.person, client_id, now)
    reviewed = request.args.get("reviewed", type=UUID)
    next_id = found.following.client.id if found.following else client_id
    return {
        "place": found.place,
        "length": found.length,
        "following": found.following,
        "earlier": found.earlier,
        "next_address": url_for(".brief", client_id=next_id, reviewed=client_id),
        "reviewed": access.client_of(g.person, reviewed, now) if reviewed else None,
    }
