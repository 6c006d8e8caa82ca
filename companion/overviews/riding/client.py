"""Right after a craving is logged: three things to do, and doing one of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.riding.forms import AfterForm
from companion.records.contacts import queries as contacts
from companion.records.cravings import actions as craving_actions
from companion.records.cravings import queries as cravings
from companion.records.cravings import rules as craving_rules
from companion.records.cravings.models import Craving
from companion.records.skills import library
from companion.records.skills import queries as practices
from companion.records.skills import rules as skill_rules
from companion.records.skills.library import Skill
from companion.records.skills.models import Choice
from companion.records.skills.rules import Pair, Reason, Record
from companion.records.skills.stages import GROUNDING, Stage
from companion.records.waves import actions as wave_actions
from companion.records.waves import queries as waves
from companion.records.waves.forms import WaveForm
from companion.records.worksheets import queries as worksheets
from companion.records.worksheets.wording import WHO

TRIED_WITHIN = timedelta(days=366)
WAVE = "waves/_wave.html"
routes = Routes("riding", url_prefix="/cravings")


@routes.show("/<uuid:craving_id>/choose", allow=Can.LOG_CRAVING)
def choose(craving_id: UUID) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    now = clock.now()
    known = skill_rules.records(_pairs(), now)
    offered = [(library.skill(key), known.get(key), reason) for key, reason in _offers(known, now)]
    return show(
        "riding/client/choose.html",
        craving=craving,
        offered=offered,
        enough=skill_rules.ENOUGH_PAIRS,
        is_strong=craving_rules.is_strong(craving.strength),
        people=contacts.help_contacts_of(g.client),
    )


def _pairs() -> list[Pair]:
    """The client's own before and after, with a craving or in practice."""
    return [Pair(*pair) for pair in cravings.rated_pairs_of(g.client)] + practices.rated_pairs_of(g.client)


def _offers(known: dict[str, Record], now: datetime) -> list[tuple[str, Reason]]:
    choices = practices.choices_of(g.client)
    today = now.astimezone(ZoneInfo(g.client.zone)).date()
    tried = practices.last_practiced_of(g.client)
    for key, times in cravings.skill_uses_of(g.client, now - TRIED_WITHIN).items():
        tried[key] = max(times[0], tried.get(key, times[0]))
    return skill_rules.offers(
        known,
        [skill.key for skill in library.skills()],
        pinned=[key for key, choice in choices.items() if choice == Choice.PIN],
        hidden=[key for key, choice in choices.items() if choice == Choice.HIDE],
        picks=[pick.skill_key for pick in practices.picks_of(g.client, today)],
        last_tried=tried,
    )


@routes.show("/<uuid:craving_id>/do/<slug>", allow=Can.LOG_CRAVING)
def do(craving_id: UUID, slug: str) -> ResponseReturnValue:
    """A whole page; for htmx the one step of a skill that goes step by step."""
    context = _doing(cravings.craving_of(g.client, craving_id), _skill_at(slug), WaveForm.fresh())
    return show("riding/client/do.html", "skills/_one_step.html", **context)


@routes.accept("/<uuid:craving_id>/do/<slug>/ratings", allow=Can.LOG_CRAVING)
def create_rating(craving_id: UUID, slug: str) -> ResponseReturnValue:
    """One more number while the wave is watched. Each one ends the wave until there is another."""
    craving, skill, form = cravings.craving_of(g.client, craving_id), _skill_at(slug), WaveForm()
    if not form.validate():
        return show("riding/client/do.html", WAVE, 422, **_doing(craving, skill, form))
    strength, now = form.strength.number, clock.now()
    if wave_actions.rate(
        g.client, submission=form.submission, strength=strength, at=now, craving_id=craving.id
    ):
        craving_actions.rate(craving, after=strength, skill_key=skill.key, by=g.person, at=now)
    then = url_for(".do", craving_id=craving.id, slug=slug, _anchor="wave")
    return done(WAVE, then=then, **_doing(craving, skill, WaveForm.fresh()))


def _skill_at(slug: str) -> Skill:
    return library.skill_at(slug) or abort(404)


def _doing(craving: Craving, skill: Skill, form: WaveForm) -> dict[str, Any]:
    places: dict[str, Any] = {"craving_id": craving.id, "slug": skill.slug}
    instead, step = url_for(".do", **places | {"slug": GROUNDING}), request.args.get("step", type=int)
    return {
        "craving": craving,
        "skill": skill,
        "stage": Stage(skill, f"{craving.id} {skill.slug}", url_for(".do", **places), instead, step),
        "own": worksheets.own_words_for(g.client, skill.guide.stage),
        "who": WHO,
        "people": contacts.help_contacts_of(g.client) if "with_people" in skill.tags else [],
        "wave_form": form,
        "started": craving.strength,
        "ratings": waves.ratings_of_craving(g.client, craving.id),
        "rate_at": url_for(".create_rating", **places),
        "done_at": url_for("client.cravings.show_one", craving_id=craving.id),
    }


@routes.show("/<uuid:craving_id>/after", allow=Can.LOG_CRAVING)
def edit_after(craving_id: UUID) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    return show("riding/client/after.html", craving=craving, form=AfterForm(formdata=None))


@routes.accept("/<uuid:craving_id>/after", allow=Can.LOG_CRAVING)
def update_after(craving_id: UUID) -> ResponseReturnValue:
    craving = cravings.craving_of(g.client, craving_id)
    form = AfterForm()
    if not form.validate():
        return show("riding/client/after.html", status=422, craving=craving, form=form)
    skill_key = form.done_skill.key if form.done_skill else None
    craving_actions.rate(
        craving, after=form.strength.number, skill_key=skill_key, by=g.person, at=clock.now()
    )
    return done(then=url_for("client.cravings.show_one", craving_id=craving.id))
