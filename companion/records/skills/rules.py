"""What has helped a client, which skills are offered first, and how doing one is guided.

Source: own design; no validated scale. For each time that a skill was rated before (b) and after (a), the
drop is d = b - a, and its weight halves every 60 days. A skill's score is

    (sum of weight * d + 3 * m) / (sum of weight + 3)

where m is the client's mean drop over all skills, or 1.5 until there are five rated times: a few lucky or
unlucky times move a skill little, and many move it to its own mean. A time without both ratings is
missing, never zero. Urges fall by themselves as well, so a skill is said to be "lower after", never to
work, and only from two rated times on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

OFFERED = 3
ENOUGH_PAIRS = 2
LOWER_BY = 2
HALF_LIFE = timedelta(days=60)
PRIOR_WEIGHT = 3
PRIOR_MEAN = 1.5
OWN_MEAN_FROM = 5
# Five minutes are our own choice: no study promises a length. Source of the minute: urge surfing rates the
# urge again every minute or two (MBRP).
USUAL_SECONDS = 300
RATE_EVERY_SECONDS = 60
GOOD_FIRST = ("paced_breath", "urge_surf", "call_support")


@dataclass(frozen=True)
class Pair:
    """One time that a skill was rated before and after, 0 to 10 each."""

    skill_key: str
    before: int
    after: int
    at: datetime

    @property
    def drop(self) -> int:
        return self.before - self.after


@dataclass(frozen=True)
class Record:
    """``lower`` of ``rated`` times the urge fell by 2 or more. ``mean`` is the skill's own weighted drop."""

    lower: int
    rated: int
    mean: float
    score: float


class Guided(StrEnum):
    """What stands on the page while a skill is done, besides its words."""

    STEPS = "steps"
    BREATHING = "breathing"
    WAVE = "wave"
    ONE_BY_ONE = "one_by_one"
    REASON = "reason"
    REFUSAL = "refusal"
    THOUGHT = "thought"


@dataclass(frozen=True)
class Guide:
    """``seconds`` is what the timer starts with, where the skill's own minutes do not say it; 0 for none."""

    stage: Guided = Guided.STEPS
    seconds: int | None = None


class Reason(StrEnum):
    """Why a skill is offered, for the words beside it."""

    PINNED = "pinned"
    OWN = "own"
    TEAM = "team"
    NEW = "new"
    AGAIN = "again"
    FIRST = "first"


def records(pairs: Iterable[Pair], now: datetime) -> dict[str, Record]:
    """Each skill's record. The formula stands at the head of this module."""
    known = list(pairs)
    usual = mean_drop(known, now) if len(known) >= OWN_MEAN_FROM else PRIOR_MEAN
    by_skill: dict[str, list[Pair]] = {}
    for pair in known:
        by_skill.setdefault(pair.skill_key, []).append(pair)
    return {key: _record(each, usual, now) for key, each in by_skill.items()}


def mean_drop(pairs: Sequence[Pair], now: datetime) -> float:
    """The weighted mean. One long ago weighs little, and never nothing."""
    weights = [weight(pair.at, now) for pair in pairs]
    return sum(w * pair.drop for w, pair in zip(weights, pairs, strict=True)) / sum(weights)


def weight(at: datetime, now: datetime) -> float:
    """1 now, a half after 60 days, a quarter after 120. A time ahead counts as now."""
    return float(0.5 ** (max(now - at, timedelta(0)) / HALF_LIFE))


def offers(
    known: Mapping[str, Record],
    shelf: Sequence[str],
    *,
    pinned: Collection[str] = (),
    hidden: Collection[str] = (),
    picks: Sequence[str] = (),
    last_tried: Mapping[str, datetime],
) -> list[tuple[str, Reason]]:
    """Three skills of the shelf, each with its reason.

    First what the client pinned, else what scored highest of those rated twice or more, else the care
    team's pick, else a good first one. Second the care team's pick. Third one that was not tried lately.
    Where the care team picked nothing, the next best takes its place. What is hidden is never offered.
    """
    left = [key for key in shelf if key not in hidden]
    proven = [key for key in left if key in known and known[key].rated >= ENOUGH_PAIRS]
    best = sorted(proven, key=lambda key: (-known[key].score, left.index(key)))
    asked = [(key, Reason.TEAM) for key in picks]
    own = [(key, Reason.OWN) for key in best]
    good = [(key, Reason.FIRST) for key in GOOD_FIRST]
    untried = sorted(left, key=_longest_ago(last_tried))
    rest = [(key, Reason.AGAIN if key in last_tried else Reason.NEW) for key in untried]
    first = [*((key, Reason.PINNED) for key in pinned), *own, *asked, *good]
    found: list[tuple[str, Reason]] = []
    for candidates in (first, [*asked, *own, *good], rest):
        taken = {key for key, _ in found}
        found += [one for one in [*candidates, *rest] if one[0] in left and one[0] not in taken][:1]
    return found


def timer_seconds(guide: Guide, minutes: tuple[int, int]) -> int:
    """Five minutes, or as near to it as the skill's own shortest and longest time allow."""
    if guide.seconds is not None:
        return guide.seconds
    low, high = minutes
    return min(max(USUAL_SECONDS, 60 * low), 60 * high)


def more_seconds(seconds: int) -> int:
    """What one tap adds: five minutes, to a shorter timer as much again.

    Nothing to one under a minute: the breath is held for as long as it runs.
    """
    return min(seconds, USUAL_SECONDS) if seconds >= 60 else 0


def step_shown(asked: int | None, steps: int) -> int:
    """The step that was asked for, 1 first, or the nearest that there is."""
    return min(max(asked or 1, 1), steps)


def week_of(now: datetime, zone: tzinfo) -> tuple[datetime, date]:
    """When the week began on the clock of that zone, Monday at midnight, and what day it is there."""
    today = now.astimezone(zone).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time.min, zone), today


def _record(pairs: Sequence[Pair], usual: float, now: datetime) -> Record:
    weights = sum(weight(pair.at, now) for pair in pairs)
    mean = mean_drop(pairs, now)
    score = (weights * mean + PRIOR_WEIGHT * usual) / (weights + PRIOR_WEIGHT)
    return Record(sum(pair.drop >= LOWER_BY for pair in pairs), len(pairs), mean, score)


def _longest_ago(last_tried: Mapping[str, datetime]) -> Callable[[str], tuple[bool, float]]:
    """Never tried first, then the one that was tried the longest ago; else the shelf's own order."""
    return lambda key: (key in last_tried, last_tried[key].timestamp() if key in last_tried else 0.0)
