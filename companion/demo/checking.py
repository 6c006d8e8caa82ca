"""How the demo's clients fill in their days, with gaps, and what those who used told of it."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from companion.core.db import new_id
from companion.demo.content import Deck, luck, read
from companion.demo.days import Days, each_day
from companion.demo.people import Client, Clinic
from companion.demo.rows import Rows
from companion.demo.stays import written_days
from companion.records.days import questions
from companion.records.days.models import CheckIn, DayCount, Question, Use
from companion.records.days.rules import Mood, Sleep, Step, Used

EVENING = time(20, 30)
MOODS = (1, 3, 8, 7, 3)
SLEEPS = (2, 5, 8, 2)


def check_in(clinic: Clinic, clients: Sequence[Client], rows: Rows) -> None:
    """The days that were written about are filled in, and nobody's today is: it is there to be done."""
    about, days = read("checking"), clinic.days
    words = {name: about["question"][name] for name in ("english", "spanish")}
    question = questions.add(clinic.program.id, **words, by=clinic.admin, at=days.opened_at)
    for number, client in enumerate(clients):
        if client.situation.name != "new":
            _Days(client, days, rows, luck(f"days {number}"), question).write(number)


def used_days_ago(client: Client) -> int | None:
    """Dana's is in the file that tells of her week; the others' stands with their situation."""
    if client.situation.name != "dana":
        return client.situation.used_days_ago
    told: list[int] = [one["days_ago"] for one in read("dana")["cravings"] if one.get("outcome") == "used"]
    return told[0]


@dataclass(frozen=True)
class _Days:
    client: Client
    days: Days
    rows: Rows
    rng: random.Random
    question: Question

    def write(self, number: int) -> None:
        about, used_on = read("checking"), self._used_on()
        first, last = written_days(self.client.situation.name, self.client.stay, self.days)
        if self.client.stay.ended_on is None:
            last = self.days.ago(about["away"]["days"] if number == about["away"]["client"] else 1)
        notes = Deck(about["notes"][self.client.situation.language], self.rng)
        for day in each_day(first, last):
            if day != used_on and self._is_lucky(about["often"][self.client.situation.name]):
                self._fill_in(day, notes)
        if used_on:
            self._tell(used_on)
        self._count()

    def _fill_in(self, day: date, notes: Deck) -> None:
        chances = read("checking")["chances"]
        values: dict[str, Any] = {
            "mood": self.rng.choices(list(Mood), weights=MOODS)[0],
            "sleep": self.rng.choices(list(Sleep), weights=SLEEPS)[0],
            "strongest": max(0, min(10, round(self.rng.gauss(4, 2.2)))),
            "used": Used.NO,
        }
        skipped = {"used": Used.SKIP}
        answers = {
            name: skipped.get(name) if self._is_lucky(chances["skipped"]) else value
            for name, value in values.items()
        }
        note = notes.draw() if self._is_lucky(chances["note"]) else ""
        texts = {"note": note, "answers": self._asked()}
        at = self._evening_of(day)
        self.rows.add(
            CheckIn, self.client.person, texts, submission_id=new_id(), day=day, answered_at=at, **answers
        )

    def _asked(self) -> str:
        is_yes = self._is_lucky(read("checking")["question"]["of_hundred_yes"])
        return json.dumps({str(self.question.id): Used.YES if is_yes else Used.NO})

    def _tell(self, day: date) -> None:
        """A step that was picked is done the next day, except by the last who told."""
        at = self._evening_of(day) + timedelta(hours=3)
        done_at = at + timedelta(hours=15)
        self.rows.add(
            Use,
            self.client.person,
            {"around": "alone,feeling"},
            submission_id=new_id(),
            used_on=day,
            told_at=at,
            team_told_at=at,
            step=Step.CALL,
            step_done_at=done_at if done_at < self.days.now else None,
        )

    def _count(self) -> None:
        about, stay = read("checking")["counting"], self.client.stay
        began_on = stay.started_on - timedelta(days=self.rng.randint(*about["before_stay"]))
        if self.client.situation.name == "dana":
            began_on = self.days.ago(about["dana_days_ago"])
        elif not self._is_lucky(about["of_hundred"]):
            return
        changed_at = self.days.at(stay.started_on, EVENING)
        shown: dict[str, Any] = {"shows_recovery": True, "shows_without_use": True, "shows_run": False}
        self.rows.add(DayCount, self.client.person, began_on=began_on, changed_at=changed_at, **shown)

    def _used_on(self) -> date | None:
        ago = used_days_ago(self.client)
        if ago is None:
            return None
        day = max(self.days.ago(ago), self.client.stay.started_on)
        return day if self._evening_of(day) < self.days.now else None

    def _evening_of(self, day: date) -> datetime:
        return self.days.at(day, EVENING)

    def _is_lucky(self, of_hundred: int) -> bool:
        return self.rng.randrange(100) < of_hundred
