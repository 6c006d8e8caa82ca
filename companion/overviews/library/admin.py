"""Administrators keep the library: new words for a skill, skills of the program's own, and retiring one."""

from __future__ import annotations

from flask import abort, g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.library import wording
from companion.overviews.library.forms import SkillForm
from companion.overviews.library.history import history_of
from companion.records.skills import editing
from companion.records.skills.editing import ChangedMeanwhile
from companion.records.skills.library import ALWAYS_OFFERED, Skill
from companion.records.skills.shelves import Shelf, shelf_of

routes = Routes("library", url_prefix="/admin/library")


@routes.show("", allow=Can.MANAGE_LIBRARY)
def index() -> ResponseReturnValue:
    return show("library/admin/index.html", shelf=_shelf(), wording=wording)


@routes.show("/new", allow=Can.MANAGE_LIBRARY)
def new() -> ResponseReturnValue:
    return show("library/admin/edit.html", form=SkillForm.fresh(), skill=None)


@routes.accept("/new", allow=Can.MANAGE_LIBRARY)
def create() -> ResponseReturnValue:
    form = SkillForm()
    if not form.validate():
        return show("library/admin/edit.html", status=422, form=form, skill=None)
    added = editing.add(form.answers(), submission=form.submission, by=g.person, at=clock.now())
    return done(then=url_for(".show_one", slug=added.slug))


@routes.show("/<slug>", allow=Can.MANAGE_LIBRARY)
def show_one(slug: str) -> ResponseReturnValue:
    shelf = _shelf()
    skill = _known_at(slug, shelf)
    return show(
        "library/admin/show.html",
        shelf=shelf,
        skill=skill,
        history=history_of(g.person.program_id, skill),
        wording=wording,
        is_always_offered=skill.key in ALWAYS_OFFERED,
    )


@routes.show("/<slug>/edit", allow=Can.MANAGE_LIBRARY)
def edit(slug: str) -> ResponseReturnValue:
    skill = _known_at(slug, _shelf())
    return show("library/admin/edit.html", form=SkillForm.of(skill), skill=skill)


@routes.accept("/<slug>/edit", allow=Can.MANAGE_LIBRARY)
def update(slug: str) -> ResponseReturnValue:
    skill = _known_at(slug, _shelf())
    form = SkillForm()
    if not form.validate() or not _change(skill, form):
        return show("library/admin/edit.html", status=422, form=form, skill=skill)
    return done(then=url_for(".show_one", slug=skill.slug))


@routes.accept("/<slug>/retirement", allow=Can.MANAGE_LIBRARY)
def create_retirement(slug: str) -> ResponseReturnValue:
    skill = _known_at(slug, _shelf())
    editing.retire(skill, by=g.person, at=clock.now())
    return done(then=url_for(".show_one", slug=skill.slug))


@routes.accept("/<slug>/restoration", allow=Can.MANAGE_LIBRARY)
def create_restoration(slug: str) -> ResponseReturnValue:
    skill = _known_at(slug, _shelf())
    editing.bring_back(skill, by=g.person, at=clock.now())
    return done(then=url_for(".show_one", slug=skill.slug))


def _shelf() -> Shelf:
    return shelf_of(g.person.program_id)


def _known_at(slug: str, shelf: Shelf) -> Skill:
    return shelf.known_at(slug) or abort(404)


def _change(skill: Skill, form: SkillForm) -> bool:
    """Whether it could be saved. If not, the next try is made from the words that are there now."""
    try:
        shown = form.version_shown
        editing.change(skill, form.answers(), made_from=shown, by=g.person, at=clock.now())
    except ChangedMeanwhile as refusal:
        form.fail("made_from", str(refusal))
        form.made_from.data = str(skill.version)
        return False
    return True
