"""Who did not feel safe, who asks for help, what waits, and what the demo client wants to talk about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from companion.access import duties
from companion.access.emergencies import actions as emergencies
from companion.access.emergencies.rules import Kind as Emergency
from companion.access.rules import DutyKind
from companion.accounts import queries as people
from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.enquiring import enquire
from companion.demo.people import Client, Clinic
from companion.programs import actions as programs
from companion.programs.rules import Shift
from companion.records.agenda import actions as agenda
from companion.records.alerts import actions as alerts
from companion.records.alerts.rules import Act, Source
from companion.records.tasks import actions as tasks
from companion.records.tasks.rules import Kind


def look_after(clinic: Clinic, clients: Sequence[Client]) -> None:
    """Of the clients that are there: a small clinic has fewer stories."""
    about, days = read("safety"), clinic.days
    _staff(clinic, about["hours"])
    emergency = partial(_emergency, clinic=clinic)
    tells: dict[str, Callable[..., None]] = {
        "alerts": _alert,
        "tasks": _task,
        "topics": _topic,
        "emergencies": emergency,
    }
    for kind, tell in tells.items():
        for one in about[kind]:
            if one["client"] < len(clients):
                tell(clients[one["client"]], one, days)
    if clients:
        enquire(clinic, clients[0].counselor)


def _staff(clinic: Clinic, about: dict[str, Any]) -> None:
    """The hours that the clinic's phone line names."""
    weekdays = about["weekdays"].split(",")
    week = [Shift(int(day), about["opens_at"], about["closes_at"]) for day in weekdays]
    programs.change_staffed_hours(clinic.program, week, by=clinic.admin, at=clinic.days.opened_at)


def _alert(client: Client, about: dict[str, Any], days: Days) -> None:
    opened_at = days.now - timedelta(minutes=about["minutes_ago"])
    alert = alerts.open_alert(
        client.person, source=Source(about["source"]), subject_id=new_id(), at=opened_at
    )
    for one in about["acts"]:
        at, act = opened_at + timedelta(minutes=one["minutes_later"]), Act(one["act"])
        if act == Act.SEE:
            alerts.see(alert, by=client.counselor, at=at)
        else:
            alerts.act(alert, act, note=one["note"], submission=new_id(), by=client.counselor, at=at)


def _emergency(client: Client, about: dict[str, Any], days: Days, clinic: Clinic) -> None:
    """The administrator opened it; the privacy officer has looked at it, or has still to."""
    at, held = days.now - timedelta(hours=about["hours_ago"]), duties.held_in(clinic.program.id)
    row = emergencies.open_record(
        client.person,
        submission=new_id(),
        kind=Emergency(about["kind"]),
        recipient=about["recipient"],
        reason=about["reason"],
        by=clinic.admin,
        second=client.counselor,
        officers=[],
        at=at,
    )
    officer = next(who for who, what in held.items() if DutyKind.PRIVACY_OFFICER in what)
    if about["finding"]:
        by = people.staff_member(clinic.program.id, officer)
        emergencies.review(row, finding=about["finding"], by=by, at=at + timedelta(hours=9))


def _task(client: Client, about: dict[str, Any], days: Days) -> None:
    task = tasks.open_task(
        client.person,
        kind=Kind(about["kind"]),
        reason=about["reason"],
        due_on=days.ago(-about["due_in_days"]),
        subject_id=new_id(),
        at=days.now - timedelta(days=about["opened_days_ago"]),
    )
    if "done_hours_ago" in about:
        done_at = days.now - timedelta(hours=about["done_hours_ago"])
        tasks.finish(task, by=client.counselor, at=done_at)


def _topic(client: Client, about: dict[str, Any], days: Days) -> None:
    at = days.now - timedelta(hours=about["hours_ago"])
    is_for_group = about.get("is_for_group", False)
    agenda.add(client.person, submission=new_id(), body=about["body"], at=at, is_for_group=is_for_group)
