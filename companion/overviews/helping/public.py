"""Help now: for anyone, one tap from every page. Opening it leaves no trace."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from companion.access.consents import queries as consents
from companion.access.models import Support
from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.programs import queries as programs
from companion.programs.models import Program
from companion.records.contacts import queries as contacts
from companion.records.contacts import rules as links
from companion.records.contacts.models import Contact
from companion.records.helplines import queries as helplines

routes = Routes("helping")


@routes.show("/help", allow=Can.ASK_HELP)
def index() -> ResponseReturnValue:
    # Not even "last seen": a busy or full database must not stand between a person and 988.
    g.pop("before_commit", None)
    program = _program()
    lines = helplines.help_now_lines_of(program)
    return show(
        "helping/public/help.html",
        people=_own_people(),
        reachable=_reachable(),
        program=program,
        lines=lines,
        links=links,
    )


def _own_people() -> list[Contact]:
    """Behind a lock only where the client chose so."""
    person = g.person or (g.locked if g.locked and g.locked.lock.shows_people else None)
    return contacts.help_contacts_of(person) if person else []


def _reachable() -> list[Support]:
    """To whom a client who is signed in can say “Can you talk?” with one tap."""
    return consents.reachable_of(g.person, clock.now()) if g.person else []


def _program() -> Program | None:
    """Before anyone signed in, only where there is one program: never another clinic's line."""
    person = g.person or g.locked
    return programs.program(person.program_id) if person else programs.only_program()
