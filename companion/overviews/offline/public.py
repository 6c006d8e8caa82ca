"""What a phone keeps for a time without a signal. It is the same for everybody, so anybody may have it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, abort, g, jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from companion.access.permissions import Can
from companion.access.received import phone_of
from companion.accounts.forms import UnlockForm
from companion.core import words
from companion.core.forms import Form, LogForm
from companion.core.web import Routes, show
from companion.overviews.offline import pages
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.contacts import rules as links
from companion.records.days.forms import CheckInForm
from companion.records.helplines import queries as helplines
from companion.records.journal.forms import AUDIENCES, NewEntryForm
from companion.records.skills import shelves
from companion.records.skills.library import Skill
from companion.records.skills.stages import GROUNDING, Stage

# The skills that are offered before anybody's own are known: they need least reading, and nobody else.
FIRST = ("paced_breath", "urge_surf", "ground_54321")
routes = Routes("offline")


@routes.show("/worker.js", allow=Can.READ_OFFLINE_PAGES)
def worker() -> ResponseReturnValue:
    skills = _skills()
    first = {skill.slug for skill in _first(skills)}
    text = pages.worker_text(sorted(first), [one.slug for one in skills if one.slug not in first])
    return Response(text, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@routes.show("/offline/state", allow=Can.READ_OFFLINE_PAGES)
def state() -> ResponseReturnValue:
    """Who is signed in, by the tag that only their own phone knows, and what it takes to send for them.

    Behind a lock too: a locked phone may add, and not read.
    """
    phone = phone_of(g.person or g.locked)
    return jsonify(token=generate_csrf(), **phone) if phone else jsonify(owner=None)


@routes.show("/offline/<language>/<page>", allow=Can.READ_OFFLINE_PAGES)
def show_page(language: str, page: str) -> ResponseReturnValue:
    if language not in words.LANGUAGES or page not in pages.NAMES:
        abort(404)
    words.speak(language)
    program = programs.only_program()
    context: dict[str, Any] = {"program": program, "links": links, "forms": _forms(), "audiences": AUDIENCES}
    return show(f"offline/public/{page.replace('-', '_')}.html", **context, **_about(page, program))


@routes.show("/offline/<language>/skills/<slug>", allow=Can.READ_OFFLINE_PAGES)
def show_skill(language: str, slug: str) -> ResponseReturnValue:
    skill = next((one for one in _skills() if one.slug == slug), None)
    if language not in words.LANGUAGES or skill is None:
        abort(404)
    words.speak(language)
    here, instead = f"/offline/{language}/skills/{slug}", f"/offline/{language}/skills/{GROUNDING}"
    return show("offline/public/skill.html", skill=skill, stage=Stage(skill, slug, here, instead))


def _about(page: str, program: Program | None) -> dict[str, Any]:
    if page == "help":
        return {"lines": helplines.help_now_lines_of(program)}
    if page in ("skills", "choose"):
        skills = _skills()
        return {"skills": skills, "first": _first(skills)}
    return {}


def _forms() -> dict[str, Form]:
    """Empty ones. Their ids are made on the phone, one for each entry."""
    return {
        "craving": LogForm(formdata=None),
        "check_in": CheckInForm(today=date.min, formdata=None),
        "entry": NewEntryForm(formdata=None),
        "unlock": UnlockForm(formdata=None),
    }


def _first(skills: list[Skill]) -> list[Skill]:
    return [one for key in FIRST for one in skills if one.key == key]


def _skills() -> list[Skill]:
    """The only program's, or where there are several, those that come with the app."""
    program = programs.only_program()
    return list(shelves.shelf_of(program.id).skills if program else shelves.as_they_came())
