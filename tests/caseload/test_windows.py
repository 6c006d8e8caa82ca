from __future__ import annotations

from datetime import timedelta

import pytest

from companion.overviews.caseload import looking, well
from companion.overviews.caseload.looking import Looked, Numbers
from companion.overviews.caseload.rules import Share
from companion.overviews.caseload.well import Facts, Going, Well
from companion.overviews.caseload.windows import windows
from companion.records.triage.facts import Limits
from tests.cast import NOW, ZONE

DAY = timedelta(days=1)
NONE = Numbers(0, None, None, 0)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("met", "since", "before"),
    [
        ([], NOW - 7 * DAY, NOW - 14 * DAY),
        ([NOW - 5 * DAY], NOW - 5 * DAY, NOW - 10 * DAY),
        ([NOW - 5 * DAY, NOW - 12 * DAY, NOW - 20 * DAY], NOW - 5 * DAY, NOW - 12 * DAY),
    ],
)
def test_the_window_begins_where_they_met_and_the_one_before_where_they_met_before(
    met: list[object], since: object, before: object
) -> None:
    found = windows(met, NOW, ZONE)  # type: ignore[arg-type]  # as the tests change them
    assert (found.since, found.before) == (since, before)
    assert found.last_met == (since if met else None)


def test_their_lengths_are_whole_days_of_the_client() -> None:
    found = windows([NOW - 5 * DAY, NOW - 12 * DAY], NOW, ZONE)
    assert (found.days, found.days_before) == (5, 7)


def test_the_session_at_which_they_met_belongs_to_the_window_that_it_ended() -> None:
    met = NOW - 5 * DAY
    found = windows([met, met - DAY], NOW, ZONE)
    assert not found.is_in(met)
    assert found.was_in(met)
    assert not found.was_in(met - DAY)
    assert found.is_in(NOW)


def facts(**changes: object) -> Facts:
    none = Share(0, 0)
    given = {"cravings": 0, "rated": 0, "lower": 0, "groups": none, "practices": 0}
    return Facts(**{**given, "check_ins": none, "shared": 0, "lately": none, **changes})  # type: ignore[arg-type]  # as the tests change them


@pytest.mark.parametrize(
    ("known", "going"),
    [
        (facts(), Going(Well.NOTHING_YET)),
        (facts(cravings=7, rated=6, lower=6, practices=2), Going(Well.LOWER_EVERY_TIME, 6, 7)),
        (facts(cravings=7, rated=6, lower=5), Going(Well.RATED_AGAIN, 6, 7)),
        (facts(cravings=1, rated=1, lower=1), Going(Well.RATED_AGAIN, 1, 1)),
        (facts(cravings=2, groups=Share(3, 3), practices=4), Going(Well.CAME_TO_ALL, 3, 3)),
        (facts(cravings=2, groups=Share(2, 3), practices=4), Going(Well.PRACTICED, 4)),
        (facts(groups=Share(1, 1), check_ins=Share(4, 5)), Going(Well.CHECKED_IN, 4, 5)),
        (facts(groups=Share(1, 1), cravings=2), Going(Well.CAME, 1, 1)),
        (facts(cravings=2, shared=1), Going(Well.LOGGED, 2)),
        (facts(shared=1, lately=Share(9, 10)), Going(Well.SHARED, 1)),
        (facts(lately=Share(9, 10)), Going(Well.CAME_LATELY, 9, 10)),
        (facts(lately=Share(5, 10)), Going(Well.NOTHING_YET)),
    ],
)
def test_what_goes_well_is_the_first_thing_that_is_true(known: Facts, going: Going) -> None:
    assert well.going_well(known) == going


def looked(**changes: object) -> Looked:
    given = {"numbers": NONE, "numbers_before": NONE, "missed_on": [], "short_nights": 0}
    rest = {"limits": Limits(), "last_entry_on": TODAY, "since": TODAY - 9 * DAY, "today": TODAY}
    return Looked(**{**given, **rest, **changes})  # type: ignore[arg-type]  # as the tests change them


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize(
    ("known", "lines"),
    [
        (looked(), []),
        (looked(numbers=Numbers(1, 7, None, 0)), []),
        (looked(numbers=Numbers(1, 8, None, 0)), ["Strong craving Highest 8."]),
        (
            looked(numbers=Numbers(1, 6, None, 0), numbers_before=Numbers(1, 3, None, 0)),
            ["Strong craving Highest 6, was 3."],
        ),
        (looked(numbers=Numbers(1, 6, None, 0), numbers_before=Numbers(1, 4, None, 0)), []),
        (looked(missed_on=[TODAY - DAY, TODAY]), ["Missed Tue, Wed."]),
        (looked(numbers=Numbers(1, 8, None, 0), limits=Limits(strong_from=9)), []),
        (looked(missed_on=[TODAY], limits=Limits(missed=2)), []),
        (looked(short_nights=1, limits=Limits(short_nights=1)), ["Sleep Under 5 hours, 1 night."]),
        (looked(last_entry_on=TODAY - 3 * DAY, limits=Limits(silent_days=4)), []),
        (looked(short_nights=1), []),
        (looked(short_nights=2), ["Sleep Under 5 hours, 2 nights."]),
        (looked(last_entry_on=TODAY - 2 * DAY), []),
        (looked(last_entry_on=TODAY - 3 * DAY), ["No entry 3 days."]),
        (looked(last_entry_on=None), ["No entry 9 days."]),
    ],
)
def test_what_is_looked_at_first_follows_plain_rules(known: Looked, lines: list[str]) -> None:
    assert [f"{line.chip} {line.text}" for line in looking.lines(known)] == lines
