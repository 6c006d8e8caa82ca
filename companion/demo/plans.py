"""The recovery plans of a few of the demo's clients, one of them with what her counselor wrote about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.days import Days
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.records.plan.models import PlanComment, PlanLine, SafetyAnswer, WeekGoal
from companion.records.plan.rules import Part, Step, monday_of

A_WEEK = timedelta(weeks=1)
SINCE_START = timedelta(hours=30)


def plan(clients: Sequence[Client], days: Days, rows: Rows) -> None:
    for about in read("plans")["plans"]:
        if about["client"] < len(clients):
            client = clients[about["client"]]
            _lines(client, about, days, rows)
            _answers(client, about, days, rows)
            _weeks(client, about, days, rows)
            _comments(client, about, days, rows)


def _lines(client: Client, about: dict[str, Any], days: Days, rows: Rows) -> None:
    for part in Part:
        own = [{"id": UUID(one["id"]), **_texts(one)} for one in about["own"] if one["part"] == part]
        ticked = [{"id": new_id(), "topic": topic} for topic in about.get(f"{part}_topics", [])]
        written = [{"id": new_id(), "words": words} for words in about.get(part, [])]
        for position, one in enumerate([*own, *ticked, *written]):
            values = {"part": part, "position": position, "submission_id": new_id()}
            texts = {name: one.get(name, "") for name in ("topic", "words", "risk")}
            rows.add(PlanLine, client.person, texts, **{"id": one["id"], **values, **_when(client, days)})


def _texts(one: dict[str, str]) -> dict[str, str]:
    return {"words": one["words"], "risk": one.get("risk", "")}


def _when(client: Client, days: Days) -> dict[str, Any]:
    at = days.at(client.stay.started_on, read("clinic")["series"][0]["starts_at"]) + SINCE_START
    return {"made_at": min(at, days.now), "changed_at": min(at, days.now), "removed_at": None}


def _answers(client: Client, about: dict[str, Any], days: Days, rows: Rows) -> None:
    changed_at = _when(client, days)["changed_at"]
    for step, words in about["safety"].items():
        rows.add(SafetyAnswer, client.person, {"words": words}, step=Step(step), changed_at=changed_at)


def _weeks(client: Client, about: dict[str, Any], days: Days, rows: Rows) -> None:
    monday = monday_of(days.today)
    for week_on, words in ((monday, about["week"]), (monday - A_WEEK, about["last_week"])):
        if words:
            changed_at = min(days.at(week_on, read("clinic")["series"][0]["starts_at"]), days.now)
            rows.add(WeekGoal, client.person, {"words": words}, week_on=week_on, changed_at=changed_at)


def _comments(client: Client, about: dict[str, Any], days: Days, rows: Rows) -> None:
    for one in about["comments"]:
        rows.add(
            PlanComment,
            client.person,
            {"words": one["words"]},
            submission_id=new_id(),
            author_id=client.counselor.id,
            about=one["about"],
            made_at=days.now - timedelta(days=one["days_ago"]),
            removed_at=None,
        )
