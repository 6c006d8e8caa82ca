"""The client reads a skill, begins to practise it, and writes a note about it afterwards."""

from __future__ import annotations

from uuid import UUID

from flask import abort, g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.records.skills import actions, queries, shelves
from companion.records.skills.forms import BeginForm, ChoiceForm, NoteForm
from companion.records.skills.library import Skill
from companion.records.skills.models import Choice, Practice
from companion.records.skills.shelves import Shelf
from companion.records.skills.wording import TAGS

routes = Routes("skills")


@routes.show("/skills", allow=Can.READ_SKILLS)
def index() -> ResponseReturnValue:
    """What the client pinned, what the care team asks for, and all the others; what is hidden comes last."""
    choices = queries.choices_of(g.client)
    tag = request.args.get("tag", "")
    fitting = [skill for skill in _shelf().skills if not tag or tag in skill.tags]
    return show(
        "skills/client/index.html",
        "skills/_list.html",
        skills=[skill for skill in fitting if choices.get(skill.key) != Choice.HIDE],
        hidden=[skill for skill in fitting if choices.get(skill.key) == Choice.HIDE],
        choices=choices,
        asked={one.pick.skill_key: one for one in queries.asked_of(g.client, clock.now())},
        tags=TAGS,
        tag=tag,
    )


@routes.show("/skills/<slug>", allow=Can.READ_SKILLS)
def show_one(slug: str) -> ResponseReturnValue:
    skill = _skill_at(slug)
    practices = queries.practices_of(g.client, skill_key=skill.key, limit=5)
    choice = queries.choices_of(g.client).get(skill.key, Choice.NONE)
    return show("skills/client/show.html", skill=skill, practices=practices, choice=choice)


@routes.accept("/skills/<slug>/choice", allow=Can.LOG_PRACTICE)
def update_choice(slug: str) -> ResponseReturnValue:
    """Pin it, hide it, or neither; done at once and as easily undone."""
    skill, form = _skill_at(slug), ChoiceForm()
    if form.validate():
        actions.choose(g.client, skill, Choice(form.choice.data), at=clock.now())
    return done(then=url_for(".show_one", slug=skill.slug))


@routes.show("/practice/new", allow=Can.LOG_PRACTICE)
def new() -> ResponseReturnValue:
    skill = _skill_at(request.args.get("skill", ""))
    return show("skills/client/new.html", skill=skill, form=BeginForm.fresh(skill=skill.slug))


@routes.accept("/practice/new", allow=Can.LOG_PRACTICE)
def create() -> ResponseReturnValue:
    """A skill that was retired since the question was asked is still practised."""
    form = BeginForm()
    skill = _shelf().known_at(form.skill.data or "") or abort(404)
    if not form.validate():
        return show("skills/client/new.html", status=422, skill=skill, form=form)
    practice = actions.begin(
        g.client, skill, submission=form.submission, before=form.before.number, at=clock.now()
    )
    return done(then=url_for("client.practicing.edit", practice_id=practice.id))


@routes.show("/practice/<uuid:practice_id>", allow=Can.LOG_PRACTICE)
def show_practice(practice_id: UUID) -> ResponseReturnValue:
    practice = queries.practice_of(g.client, practice_id)
    return _show_practice(practice_id, NoteForm(formdata=None, note=practice.note))


@routes.accept("/practice/<uuid:practice_id>/note", allow=Can.LOG_PRACTICE)
def update_note(practice_id: UUID) -> ResponseReturnValue:
    practice = queries.practice_of(g.client, practice_id)
    form = NoteForm()
    if not form.validate():
        return _show_practice(practice_id, form, 422)
    actions.write_note(practice, note=form.note.data or "", by=g.person, at=clock.now())
    return done(then=url_for(".show_practice", practice_id=practice.id, saved=1))


def _shelf() -> Shelf:
    return shelves.shelf_of(g.client.program_id)


def _skill_at(slug: str) -> Skill:
    return _shelf().skill_at(slug) or abort(404)


def _show_practice(practice_id: UUID, form: NoteForm, status: int = 200) -> ResponseReturnValue:
    practice = queries.practice_of(g.client, practice_id)
    return show(
        "skills/client/practice.html",
        status=status,
        practice=practice,
        skill=_skill_as(practice),
        form=form,
        is_saved="saved" in request.args,
    )


def _skill_as(practice: Practice) -> Skill | None:
    """In the words that it was begun in."""
    return shelves.skill_as(g.client.program_id, practice.skill_key, practice.skill_version)
