"""Doing a skill outside a craving: straight from the library, or between two numbers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import received
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, happened_at, show
from companion.records.cravings import actions as ended
from companion.records.cravings import queries as cravings
from companion.records.cravings.models import Craving
from companion.records.plan import queries as plan
from companion.records.skills import actions, shelves
from companion.records.skills import queries as practices
from companion.records.skills.forms import DoneForm, FinishForm
from companion.records.skills.library import Skill
from companion.records.skills.models import Practice
from companion.records.skills.rules import Guided
from companion.records.skills.stages import GROUNDING, Stage
from companion.records.waves import actions as wave_actions
from companion.records.waves import queries as waves
from companion.records.waves.forms import WaveForm
from companion.records.worksheets import queries as worksheets
from companion.records.worksheets.wording import WHO

PAGE = "practicing/client/do.html"
ONE_STEP = "skills/_one_step.html"
WAVE = "waves/_wave.html"
routes = Routes("practicing")


@routes.show("/skills/<slug>/do", allow=Can.LOG_PRACTICE)
def do(slug: str) -> ResponseReturnValue:
    """A wave is watched by its numbers, so it begins with the first one."""
    skill = _skill_at(slug)
    if skill.guide.stage == Guided.WAVE:
        return redirect(url_for("client.skills.new", skill=skill.slug), 303)
    return show(PAGE, ONE_STEP, **_from_library(skill, DoneForm.fresh()))


@routes.accept("/skills/<slug>/do", allow=Can.LOG_PRACTICE, keeps=True)
def create(slug: str) -> ResponseReturnValue:
    skill, form = _skill_at(slug), DoneForm()
    if not form.validate():
        return show(PAGE, status=422, **_from_library(skill, form))
    wave = cravings.craving_named(g.client, form.wave.data)
    if wave:
        return _end(wave, skill, form)
    about: dict[str, Any] = {"submission": form.submission, "before": None, "practiced_at": happened_at()}
    practice = actions.begin(g.client, skill, at=clock.now(), **about)
    actions.finish(practice, after=form.after.number, by=g.person, at=clock.now())
    return done(then=url_for("client.skills.show_practice", practice_id=practice.id))


@routes.show("/practice/<uuid:practice_id>/after", allow=Can.LOG_PRACTICE)
def edit(practice_id: UUID) -> ResponseReturnValue:
    practice = practices.practice_of(g.client, practice_id)
    return show(PAGE, ONE_STEP, **_in_practice(practice))


@routes.accept("/practice/<uuid:practice_id>/after", allow=Can.LOG_PRACTICE)
def update(practice_id: UUID) -> ResponseReturnValue:
    practice = practices.practice_of(g.client, practice_id)
    form = FinishForm()
    if not form.validate():
        return show(PAGE, status=422, **_in_practice(practice, form=form))
    actions.finish(practice, after=form.after.number, by=g.person, at=clock.now())
    return done(then=url_for("client.skills.show_practice", practice_id=practice.id))


@routes.accept("/practice/<uuid:practice_id>/ratings", allow=Can.LOG_PRACTICE)
def create_rating(practice_id: UUID) -> ResponseReturnValue:
    """One more number while the wave is watched. Each one ends the wave until there is another."""
    practice = practices.practice_of(g.client, practice_id)
    form = WaveForm()
    if not form.validate():
        return show(PAGE, WAVE, 422, **_in_practice(practice, wave_form=form))
    strength, now = form.strength.number, clock.now()
    if wave_actions.rate(
        g.client, submission=form.submission, strength=strength, at=now, practice_id=practice.id
    ):
        actions.finish(practice, after=strength, by=g.person, at=now)
    then = url_for(".edit", practice_id=practice.id, _anchor="wave")
    return done(WAVE, then=then, **_in_practice(practice))


def _end(wave: Craving, skill: Skill, form: DoneForm) -> ResponseReturnValue:
    """What was done about a craving ends it, and is no practice of its own."""
    if not received.is_repeat(g.client, form.submission):
        about: dict[str, Any] = {"skill_key": skill.key, "skill_version": skill.version}
        ended.rate(wave, after=form.after.number, by=g.person, at=happened_at(), **about)
    return done(then=url_for("client.ending.show_one", craving_id=wave.id))


def _skill_at(slug: str) -> Skill:
    return shelves.shelf_of(g.client.program_id).skill_at(slug) or abort(404)


def _as_begun(practice: Practice) -> Skill:
    """In the words that it was begun with."""
    skill = shelves.skill_as(g.client.program_id, practice.skill_key, practice.skill_version)
    return skill or abort(404)


def _from_library(skill: Skill, form: DoneForm) -> dict[str, Any]:
    here = url_for(".do", slug=skill.slug)
    return {**_staged(skill, skill.slug, here), "form": form, "started": None, "finish_at": here}


def _in_practice(
    practice: Practice, form: FinishForm | None = None, wave_form: WaveForm | None = None
) -> dict[str, Any]:
    skill = _as_begun(practice)
    here = url_for(".edit", practice_id=practice.id)
    return {
        **_staged(skill, str(practice.id), here),
        "form": form or FinishForm(formdata=None),
        "wave_form": wave_form or WaveForm.fresh(),
        "started": practice.before,
        "finish_at": here,
        "ratings": waves.ratings_of_practice(g.client, practice.id),
        "rate_at": url_for(".create_rating", practice_id=practice.id),
        "done_at": url_for("client.skills.show_practice", practice_id=practice.id),
    }


def _staged(skill: Skill, entry: str, here: str) -> dict[str, Any]:
    instead, step = url_for(".do", slug=GROUNDING), request.args.get("step", type=int)
    return {
        "skill": skill,
        "stage": Stage(skill, entry, here, instead, step),
        "own": worksheets.own_words_for(g.client, skill.guide.stage),
        "planned": plan.reasons_of(g.client) if skill.guide.stage == Guided.REASON else [],
        "who": WHO,
    }
