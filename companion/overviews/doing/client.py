"""Doing one skill while a craving passes, guided, and rating it again on the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.contacts import queries as contacts
from companion.records.cravings import actions as craving_actions
from companion.records.cravings import queries as cravings
from companion.records.cravings import rules as craving_rules
from companion.records.cravings.models import Craving
from companion.records.plan import queries as plan
from companion.records.skills import shelves
from companion.records.skills.library import Skill
from companion.records.skills.rules import Guided
from companion.records.skills.stages import GROUNDING, Stage
from companion.records.waves import actions as wave_actions
from companion.records.waves import queries as waves
from companion.records.waves.forms import WaveForm
from companion.records.worksheets import queries as worksheets
from companion.records.worksheets.wording import WHO

# As many as are needed to find six that tell the client's own pace.
WAVES_READ = 20
WAVE = "waves/_wave.html"
routes = Routes("doing", url_prefix="/cravings")


@routes.show("/<uuid:craving_id>/do/<slug>", allow=Can.LOG_CRAVING)
def do(craving_id: UUID, slug: str) -> ResponseReturnValue:
    """A whole page; for htmx the one step of a skill that goes step by step."""
    context = _doing(cravings.craving_of(g.client, craving_id), _skill_at(slug), WaveForm.fresh())
    return show("doing/client/do.html", "skills/_one_step.html", **context)


@routes.accept("/<uuid:craving_id>/do/<slug>/ratings", allow=Can.LOG_CRAVING)
def create_rating(craving_id: UUID, slug: str) -> ResponseReturnValue:
    """One more number while the wave is watched. Each one ends the wave until there is another."""
    craving, skill, form = cravings.craving_of(g.client, craving_id), _skill_at(slug), WaveForm()
    if not form.validate():
        return show("doing/client/do.html", WAVE, 422, **_doing(craving, skill, form))
    strength, now = form.strength.number, clock.now()
    if wave_actions.rate(
        g.client, submission=form.submission, strength=strength, at=now, craving_id=craving.id
    ):
        craving_actions.rate(
            craving, after=strength, skill_key=skill.key, skill_version=skill.version, by=g.person, at=now
        )
    then = url_for(".do", craving_id=craving.id, slug=slug, _anchor="wave")
    return done(WAVE, then=then, **_doing(craving, skill, WaveForm.fresh()))


def _skill_at(slug: str) -> Skill:
    return shelves.shelf_of(g.client.program_id).skill_at(slug) or abort(404)


def _doing(craving: Craving, skill: Skill, form: WaveForm) -> dict[str, Any]:
    places: dict[str, Any] = {"craving_id": craving.id, "slug": skill.slug}
    instead, step = url_for(".do", **places | {"slug": GROUNDING}), request.args.get("step", type=int)
    return {
        "craving": craving,
        "skill": skill,
        "stage": Stage(skill, f"{craving.id} {skill.slug}", url_for(".do", **places), instead, step),
        "own": worksheets.own_words_for(g.client, skill.guide.stage),
        "planned": plan.reasons_of(g.client) if skill.guide.stage == Guided.REASON else [],
        "who": WHO,
        "people": contacts.help_contacts_of(g.client) if "with_people" in skill.tags else [],
        "pace": craving_rules.pace(cravings.waves_of(g.client, limit=WAVES_READ)),
        "wave_form": form,
        "started": craving.strength,
        "ratings": waves.ratings_of_craving(g.client, craving.id),
        "rate_at": url_for(".create_rating", **places),
        "done_at": url_for("client.ending.show_one", craving_id=craving.id),
    }
