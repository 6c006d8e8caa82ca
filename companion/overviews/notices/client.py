"""Saying before a session that one comes late or cannot come, so that nobody waits and wonders."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, done, show
from companion.overviews.notices import queries
from companion.overviews.notices.forms import NoticeForm
from companion.programs import queries as programs
from companion.records.attendance import actions
from companion.records.attendance import queries as attendance
from companion.records.attendance.rules import can_say
from companion.records.schedule.models import Appointment

routes = Routes("notices", url_prefix="/schedule/<uuid:appointment_id>/notice")


@routes.show("", allow=Can.GIVE_NOTICE)
def new(appointment_id: UUID) -> ResponseReturnValue:
    session = queries.session_of(g.client, appointment_id)
    said = attendance.notices_of(g.client, [session.id]).get(session.id)
    values = {"kind": said.kind, "reason": said.reason} if said else {}
    return _show_form(NoticeForm.fresh(**values), session)


@routes.accept("", allow=Can.GIVE_NOTICE)
def create(appointment_id: UUID) -> ResponseReturnValue:
    session = queries.session_of(g.client, appointment_id)
    form = NoticeForm()
    if not form.validate():
        return _show_form(form, session, 422)
    words = {"kind": form.notice_kind, "reason": form.reason.data}
    try:
        actions.give_notice(g.client, session, submission=form.submission, at=clock.now(), **words)
    except actions.TooLateToSay as refusal:
        form.fail("kind", str(refusal))
        return _show_form(form, session, 422)
    return done(then=_schedule())


@routes.accept("/withdrawal", allow=Can.GIVE_NOTICE)
def create_withdrawal(appointment_id: UUID) -> ResponseReturnValue:
    session = queries.session_of(g.client, appointment_id)
    actions.withdraw(g.client, session, at=clock.now())
    return done(then=_schedule())


def _show_form(form: NoticeForm, session: Appointment, status: int = 200) -> ResponseReturnValue:
    now = clock.now()
    is_over = session.cancelled_at is not None or session.ends_at <= now
    said = attendance.notices_of(g.client, [session.id]).get(session.id)
    is_open = said is not None and can_say(said.kind, session.starts_at, session.ends_at, now)
    context: dict[str, Any] = {"form": form, "appointment": session, "said": said, "is_over": is_over}
    context |= {"can_take_back": is_open and not is_over, "has_begun": session.starts_at <= now}
    program = programs.program(g.client.program_id)
    return show("attendance/client/notice.html", status=status, program=program, **context)


def _schedule() -> str:
    return url_for("client.agenda.index")
