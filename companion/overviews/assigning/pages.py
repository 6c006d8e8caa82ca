"""Care teams, as the administrator and a lead see them: names and dates, no record."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, request, url_for
from flask.typing import ResponseReturnValue

from companion.access import actions, leaving, teams
from companion.accounts import queries as people
from companion.accounts.models import Person
from companion.core import clock
from companion.core.web import done, show
from companion.overviews.assigning import queries
from companion.overviews.assigning.forms import TeamForm


def show_list() -> ResponseReturnValue:
    wanted = request.args.get("counselor", type=UUID)
    counselor = people.staff_member(g.person.program_id, wanted) if wanted else None
    is_over = "left" in request.args
    return show(
        "assigning/admin/index.html",
        rows=queries.rows_of(g.person.program_id, clock.now(), today(), counselor, is_over=is_over),
        counselor=counselor,
        is_over=is_over,
        counselors=people.counselors_of(g.person.program_id),
    )


def show_team(client_id: UUID) -> ResponseReturnValue:
    client = people.client_in(g.person.program_id, client_id)
    return _show(client, _prepared(TeamForm(formdata=None), client))


def change_team(client_id: UUID) -> ResponseReturnValue:
    client = people.client_in(g.person.program_id, client_id)
    form = _prepared(TeamForm(), client)
    if not form.validate():
        return _show(client, form, 422)
    if form.joins.data:
        joins = people.staff_member(g.person.program_id, UUID(form.joins.data))
        leaving.bring_in(client, joins, by=g.person, at=clock.now())
    for member in teams.members_of([client.id], clock.now())[client.id]:
        if str(member.counselor_id) == form.leaves.data:
            actions.end_assignment(member, by=g.person, at=clock.now())
    return done(then=url_for(".edit", client_id=client.id))


def today() -> date:
    return clock.now().astimezone(ZoneInfo(g.person.zone)).date()


def _prepared(form: TeamForm, client: Person) -> TeamForm:
    team = teams.members_of([client.id], clock.now())[client.id]
    return form.prepare(people.counselors_of(client.program_id), team)


def _show(client: Person, form: TeamForm, status: int = 200) -> ResponseReturnValue:
    history = teams.history_of(client)
    return show("assigning/admin/edit.html", status=status, client=client, form=form, history=history)
