"""Right after a craving is logged: three things to do, and doing one of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.riding.forms import AfterForm
from companion.records.contacts import queries as contacts
from companion.records.cravings import actions as craving_actions
from companion.records.cravings import queries as cravings
from companion.records.cravings import rules as craving_rules
from companion.records.skills import queries as practices
from companion.records.skills import rules as skill_rules
from companion.records.skills import shelves
from companion.records.skills.models import Choice
from companion.records.skills.rules import Pair, Reason, Record
from companion.records.skills.shelves import Shelf

TRIED_WITHIN = timedelta(days=366)
routes = Routes("riding", url_prefix="/cravings")


@routes.show("/<uuid:craving_id>/choose", allow=Can.LOG_CRAVING)
def choose(craving_id: UUID) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    now, shelf = clock.now(), _shelf()
    known = skill_rules.records(_pairs(), now)
    offers = _offers(known, shelf, now)
    return show(
        "riding/client/choose.html",
        craving=craving,
        offered=[(shelf.skill(key), known.get(key), reason) for key, reason in offers],
        enough=skill_rules.ENOUGH_PAIRS,
        is_strong=craving_rules.is_strong(craving.strength),
        people=contacts.help_contacts_of(g.client),
    )


def _shelf() -> Shelf:
    return shelves.shelf_of(g.client.program_id)


def _pairs() -> list[Pair]:
    """The client's own before and after, with a craving or in practice."""
    return [Pair(*pair) for pair in cravings.rated_pairs_of(g.client)] + practices.rated_pairs_of(g.client)


def _offers(known: dict[str, Record], shelf: Shelf, now: datetime) -> list[tuple[str, Reason]]:
    choices = practices.choices_of(g.client)
    today = now.astimezone(ZoneInfo(g.client.zone)).date()
    tried = practices.last_practiced_of(g.client)
    for key, times in cravings.skill_uses_of(g.client, now - TRIED_WITHIN).items():
        tried[key] = max(times[0], tried.get(key, times[0]))
    return skill_rules.offers(
        known,
        [skill.key for skill in shelf.skills],
        pinned=[key for key, choice in choices.items() if choice == Choice.PIN],
        hidden=[key for key, choice in choices.items() if choice == Choice.HIDE],
        picks=[pick.skill_key for pick in practices.picks_of(g.client, today)],
        last_tried=tried,
    )


@routes.show("/<uuid:craving_id>/do/<slug>", allow=Can.LOG_CRAVING)
def do(craving_id: UUID, slug: str) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    skill = _shelf().skill_at(slug) or abort(404)
    people = contacts.help_contacts_of(g.client) if "with_people" in skill.tags else []
    return show("riding/client/do.html", craving=craving, skill=skill, people=people)


@routes.show("/<uuid:craving_id>/after", allow=Can.LOG_CRAVING)
def edit_after(craving_id: UUID) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    return show("riding/client/after.html", craving=craving, form=AfterForm(formdata=None))


@routes.accept("/<uuid:craving_id>/after", allow=Can.LOG_CRAVING)
def update_after(craving_id: UUID) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    form = AfterForm()
    form.shelf = _shelf()
    if not form.validate():
        return show("riding/client/after.html", status=422, craving=craving, form=form)
    craving_actions.rate(
        craving, after=form.strength.number, **form.skill_and_version(), by=g.person, at=clock.now()
    )
    return done(then=url_for("client.cravings.show_one", craving_id=craving.id))
