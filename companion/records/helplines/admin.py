"""Which helplines the program shows, and when somebody last checked each number."""

from __future__ import annotations

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.programs import queries as programs
from companion.records.helplines import actions, queries
from companion.records.helplines.forms import HelplineForm

routes = Routes("helplines", url_prefix="/admin/helplines")


@routes.show("", allow=Can.MANAGE_DIRECTORY)
def index() -> ResponseReturnValue:
    lines = queries.lines_of(programs.program(g.person.program_id))
    return show("helplines/admin/index.html", lines=lines)


@routes.show("/edit", allow=Can.MANAGE_DIRECTORY)
def edit() -> ResponseReturnValue:
    return _show(_form(formdata=None))


@routes.accept("/edit", allow=Can.MANAGE_DIRECTORY)
def update() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return _show(form, 422)
    program = programs.program(g.person.program_id)
    actions.change(program, _name(), by=g.person, at=clock.now(), **form.answers())
    return done(then=url_for(".index"))


def _name() -> str:
    """Which line the address means; none is a new one."""
    return request.args.get("line", "")


def _form(**options: None) -> HelplineForm:
    program = programs.program(g.person.program_id)
    row = queries.row_of(program, _name()) if _name() else None
    return HelplineForm.about(_name(), row, **options)


def _show(form: HelplineForm, status: int = 200) -> ResponseReturnValue:
    program = programs.program(g.person.program_id)
    line = queries.line_of(program, _name()) if _name() else None
    return show("helplines/admin/edit.html", status=status, form=form, line=line, name=_name() or None)
