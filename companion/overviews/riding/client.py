"""Right after a craving is logged: three things to do, where the client is, and what set it off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import g, request, session, url_for
from flask.typing import ResponseReturnValue

from companion.access.consents import queries as consents
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.core.words import _l
from companion.overviews.riding import queries, rules
from companion.overviews.riding.rules import Place
from companion.records.contacts import queries as contacts
from companion.records.cravings import actions as craving_actions
from companion.records.cravings import queries as cravings
from companion.records.cravings import rules as craving_rules
from companion.records.cravings.forms import TRIGGER_WORDS, TagsForm
from companion.records.cravings.models import Craving
from companion.records.plan import queries as plan

PLACES = {
    Place.ALONE: _l("Alone"),
    Place.PEOPLE: _l("With people"),
    Place.MOVING: _l("On the move"),
}
TAGS = "riding/_tags.html"
routes = Routes("riding", url_prefix="/cravings")


@routes.show("/<uuid:craving_id>/choose", allow=Can.LOG_CRAVING)
def choose(craving_id: UUID) -> ResponseReturnValue:
    now = clock.now()
    place = _place(now)
    return _show_choice(cravings.craving_of(g.client, craving_id), place, now)


@routes.accept("/<uuid:craving_id>/tags", allow=Can.LOG_CRAVING)
def update_tags(craving_id: UUID) -> ResponseReturnValue:
    """Each tap saves with htmx; without it there is a button."""
    craving = cravings.craving_of(g.client, craving_id)
    form = TagsForm(_own_chips(craving))
    if not form.validate():
        return _show_choice(craving, _place(clock.now()), clock.now(), 422, tags=form)
    craving_actions.tag(craving, triggers=form.triggers.data, by=g.person, at=clock.now())
    context = {"craving": craving, "tags": form, "is_tagged": True}
    return done(TAGS, then=url_for(".choose", craving_id=craving.id, tagged=1), **context)


def _place(now: datetime) -> Place | None:
    """Where the client said they are, now or a little while ago."""
    said = request.args.get("where", "")
    if said in set(Place):
        session["where"] = [said, now.timestamp()]
    place, at = session.get("where", ("", 0.0))
    return rules.still_there(place, at, now)


def _own_chips(craving: Craving) -> dict[str, str]:
    """What sets it off by the client's plan, and what was picked for this one, also if the plan changed."""
    picked = [*craving.trigger_keys, *request.form.getlist("triggers")]
    return plan.chips_of(g.client, known=TRIGGER_WORDS, picked=picked)


def _show_choice(
    craving: Craving, place: Place | None, now: datetime, status: int = 200, tags: TagsForm | None = None
) -> ResponseReturnValue:
    return show(
        "riding/client/choose.html",
        TAGS if status == 422 else None,
        status,
        craving=craving,
        offers=queries.offers_for(g.client, place, now),
        places=PLACES,
        place=place,
        is_strong=craving_rules.is_strong(craving.strength),
        people=contacts.help_contacts_of(g.client),
        reachable=consents.reachable_of(g.client, now),
        tags=tags or TagsForm(_own_chips(craving), formdata=None, triggers=craving.trigger_keys),
        is_tagged="tagged" in request.args,
        undo=request.args.get("changed", type=int),
    )
