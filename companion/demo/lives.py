"""What a client logs from day to day: cravings that ease over the weeks, practice, the journal."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.days import Days, each_day
from companion.demo.people import Client
from companion.demo.rows import Rows
from companion.demo.stays import written_days
from companion.records.cravings.models import Craving
from companion.records.journal.models import Audience, Entry
from companion.records.skills.library import skill, skills
from companion.records.skills.models import Practice

EASING_A_WEEK = 0.93
RATED, NOT_SURE = 0.75, 0.05
WAKING_HOURS = (8, 22)
OUTCOMES = ("used_skill", "used_skill", "rode_it_out", "reached_out", "still_in_it")


@dataclass(frozen=True)
class Diary:
    """Writes one client's days into the waiting rows."""

    client: Client
    days: Days
    rows: Rows

    def write(self) -> None:
        first, last = written_days(self.client.situation.name, self.client.stay, self.days)
        for day in each_day(first, last):
            self._write_day(day, (day - first).days // 7)
        if self.client.situation.used_days_ago is not None:
            self._use(self.days.ago(self.client.situation.used_days_ago))

    def tell(self) -> None:
        """The demo client's last week, as it stands in the file."""
        told = read("dana")
        for one in told["cravings"]:
            self.craving(self._moment(one), one["strength"], one.get("after"), **_how(one))
        for one in told["practices"]:
            self._practice(self._moment(one), one["skill"], one["before"], one["after"], one["note"])
        for one in told["entries"]:
            self._entry(self._moment(one), Audience(one["audience"]), one["body"])

    def craving(self, at: datetime, strength: int | None, after: int | None, **how: Any) -> None:
        values = {"strength": strength, "strength_after": after, "outcome": how["outcome"]}
        values |= {
            "skill_key": how["skill"],
            "rated_at": at + timedelta(minutes=20) if how["is_rated"] else None,
        }
        texts = {"triggers": how["triggers"], "note": how["note"]}
        self._add(Craving, texts, occurred_at=at, received_at=at, **values)

    def _write_day(self, day: date, week: int) -> None:
        situation, ease = self.client.situation, EASING_A_WEEK**week
        for at in self._moments(day, situation.cravings * ease):
            self._any_craving(at, ease)
        for at in self._moments(day, situation.practices):
            before = self._rng.randint(2, 7)
            after = max(0, before - self._rng.choice((0, 1, 2, 2, 3, 4)))
            self._practice(at, self._rng.choice(skills()).key, before, after, self.client.voice.practice())
        for at in self._moments(day, situation.entries):
            audience = self._rng.choices(list(Audience), weights=situation.audiences)[0]
            self._entry(at, audience, self.client.voice.entry(audience))

    def _any_craving(self, at: datetime, ease: float) -> None:
        strength = (
            None
            if self._rng.random() < NOT_SURE
            else max(1, min(10, round(self._rng.gauss(6.5 * ease, 1.8))))
        )
        is_rated = self._rng.random() < RATED
        fall = self._rng.choice((-1, 0, 1, 2, 2, 3, 3, 4))
        after = max(0, min(10, strength - fall)) if strength is not None and is_rated else None
        outcome = self._rng.choice(OUTCOMES) if is_rated else None
        trigger = self._rng.choice(self._triggers)
        self.craving(
            at,
            strength,
            after,
            skill=self._rng.choice(skills()).key if outcome == "used_skill" else None,
            triggers=trigger,
            outcome=outcome,
            note=self.client.voice.craving(trigger, outcome) if self._rng.random() < 0.6 else "",
            is_rated=is_rated,
        )

    def _use(self, day: date) -> None:
        at = self.days.at(max(day, self.client.stay.started_on), time(22, 15))
        if at < self.days.now:
            self.craving(at, 9, None, skill=None, triggers="stress", outcome="used", note="", is_rated=False)
            words = self.client.voice.entry_after_use()
            self._entry(at + timedelta(hours=1), Audience.NOW, words)

    def _practice(self, at: datetime, key: str, before: int, after: int, note: str) -> None:
        known = skill(key)
        version = known.version if known else 1
        values = {"skill_key": key, "skill_version": version, "before": before, "after": after}
        self._add(Practice, {"note": note}, practiced_at=at, **values)

    def _entry(self, at: datetime, audience: Audience, body: str) -> None:
        shared_at = None if audience == Audience.ME else at
        self._add(Entry, {"body": body}, audience=audience, written_at=at, shared_at=shared_at)

    def _add(self, model: Any, texts: dict[str, str], **values: Any) -> None:
        self.rows.add(model, self.client.person, texts, submission_id=new_id(), **values)

    def _moments(self, day: date, a_week: float) -> list[datetime]:
        """So many a week, spread over the waking hours; none that lies ahead."""
        whole, part = divmod(a_week / 7, 1)
        count = int(whole) + (self._rng.random() < part)
        clocks = [time(self._rng.randint(*WAKING_HOURS), self._rng.randrange(60)) for _ in range(count)]
        return [at for clock in sorted(clocks) if (at := self.days.at(day, clock)) < self.days.now]

    def _moment(self, told: dict[str, Any]) -> datetime:
        if "minutes_ago" in told:
            return self.days.now - timedelta(minutes=told["minutes_ago"])
        return self.days.at(self.days.ago(told["days_ago"]), told["at"])

    @property
    def _rng(self) -> random.Random:
        return self.client.rng

    @property
    def _triggers(self) -> list[str]:
        return list(read("words")[self.client.situation.language]["craving"]["notes"])


def _how(told: dict[str, Any]) -> dict[str, Any]:
    how = {name: told.get(name) for name in ("skill", "outcome")}
    return {**how, "triggers": told["triggers"], "note": told["note"], "is_rated": "after" in told}
