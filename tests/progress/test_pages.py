"""The page as the client reads it. It is Wednesday, November 18, 2026, 5 PM in New York."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from companion.core.db import db
from companion.records.days.models import Use
from companion.records.days.rules import Used
from tests.cast import NOW, Cast
from tests.progress.lives import crave, fill, mark, ride
from tests.schedule.plans import counted
from tests.visitor import Visitor

NO, YES, SKIP = Used.NO, Used.YES, Used.SKIP


def said(visitor: Visitor, address: str = "/progress") -> str:
    """The words of the page, without the tags, each drawing's title among them."""
    page = visitor.get(address).text
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def section(visitor: Visitor, name: str) -> str:
    page = visitor.get("/progress").text
    found = re.search(rf'<section id="{name}".*?</section>', page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())


def test_a_client_with_nothing_reads_what_will_be_here(rosa: Visitor) -> None:
    page = said(rosa)
    assert "After 3 cravings you will see what helps you most." in page
    assert "I have a craving" in page
    for word in ("0 days", "Waves ridden", "last week"):
        assert word not in page
    assert "<svg" not in rosa.get("/progress").text.partition("<main")[2].partition("</main>")[0]


def test_each_part_says_when_it_will_be_there(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        crave(cast, "2026-11-17T09:00", "2026-11-17T10:00")
    page = said(rosa)
    assert "Cravings this week: 2." in page
    assert "After 3 cravings you will see what helps you most." in page
    assert "After your first full week you will see your weeks" in page
    assert "After 10 cravings you will see at what times of day they come." in page
    assert "Each day that you check in becomes a square here." in page
    with app.app_context():
        crave(cast, "2026-11-17T11:00")
    assert "From the second time on you will see here what helps." in said(rosa)


# Monday of this week to Wednesday, 5 PM; then the same of last week; then a week long before.
@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (2, 3, "Cravings this week: 2, down from 3 by this time last week."),
        (3, 1, "Cravings this week: 3, up from 1 by this time last week."),
        (1, 1, "Cravings this week: 1, the same as by this time last week."),
        (0, 0, "Cravings this week: 0, the same as by this time last week."),
    ],
)
def test_the_page_begins_with_one_sentence(
    rosa: Visitor, app: Flask, cast: Cast, now: int, before: int, words: str
) -> None:
    with app.app_context():
        crave(cast, *["2026-11-16T00:00"] * now, *["2026-11-11T17:00"] * before)
        # Of last week, but later than now; and of the Sunday before.
        crave(cast, "2026-11-11T17:01", "2026-11-08T23:59", "2026-10-01T12:00")
    page = said(rosa)
    assert page.startswith(f"My progress {words}")
    assert "More is not worse, and fewer is not better." in page


def test_weeks_are_those_of_the_client_s_zone(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        # Sunday, 11:30 PM in New York, which is Monday in UTC; and on both sides of the longer Sunday's end.
        crave(cast, "2026-11-15T23:30", "2026-11-01T23:59", "2026-11-02T00:00")
    found = section(rosa, "weeks")
    assert "Between 1 and 1" not in found
    assert "1 a week. This week so far: 0." in found
    assert "Oct 26 1 Nov 2 1 Nov 9 1 Nov 16 0 so far" in found


def test_times_of_day_say_the_finding_and_the_numbers(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        crave(cast, *["2026-11-13T18:00"] * 6, *["2026-11-14T00:15"] * 3, "2026-11-12T11:59")
    page = rosa.get("/progress").text
    assert "<title>Time of day. Most often: evening, 6 of 10.</title>" in page
    found = section(rosa, "times")
    assert "Evening, 6 PM to midnight 6 Fri 6" in found
    assert "Night, midnight to 6 AM 3 Sat 3" in found
    assert "Morning, 6 AM to noon 1 Thu 1" in found


def test_what_helps_is_said_from_two_rated_times_on(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        ride(cast, "urge_surf", 2, 5, 1, 4, 3)
        ride(cast, "pmr", 1, 2)
        ride(cast, "halt", 9)
    found = section(rosa, "helps")
    assert "Ride the wave Lower after 4 of 5 times." in found
    assert "Lower after 1 of 2 times." in found
    assert found.index("Ride the wave") < found.index("Lower after 1 of 2 times.")
    assert "HALT check too soon to say 1" in found
    assert "HALT check Lower" not in found


def test_what_was_removed_counts_nowhere(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        ride(cast, "urge_surf", 4, 4, 4, removed_at=NOW)
        crave(cast, "2026-10-05T10:00", removed_at=NOW)
    assert "After 3 cravings" in said(rosa)
    with app.app_context():
        crave(cast, "2026-11-03T10:00")
    page = said(rosa)
    assert "Cravings this week: 0, the same" in page
    assert "Oct 5" not in page
    assert "Ride the wave" not in page
    assert "Waves ridden 0" in page


def test_nothing_of_another_client_is_counted(omar: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        fill(cast, 30)
    assert "After 3 cravings you will see" in said(omar)


def test_days_and_milestones(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        mark(cast, date(2026, 11, 2), [NO] * 5 + [YES, NO, None, SKIP, NO], began_on=date(2026, 11, 1))
        ride(cast, "urge_surf", *[3] * 11)
    page = said(rosa)
    assert "In recovery 18 days" in page
    # Not marked: November 9, 10 and 12 to 17. Before the first mark nothing counts; today is not over.
    assert "Without use 7 days 8 not marked" in page
    assert "These numbers do not go back to zero." in page
    assert "Wed, Nov 11: 7 days without use in all." in page
    # The oldest of the eleven is of November 8, so the tenth is of the 17th.
    assert "Tue, Nov 17: 10 waves ridden." in page
    assert "Without use: 7. Use: 1. Checked in, no answer: 1. Not marked: 8." in page
    assert "Without use 7 2–6, 8, 11 Use 1 7 Checked in, no answer 1 10" in page
    assert "Milestone: days without use 7 11 Milestone: waves ridden 10 17" in page
    assert "in a row" not in page


def test_use_that_was_told_is_a_square_and_takes_nothing_away(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        mark(cast, date(2026, 11, 9), [NO, NO, NO], began_on=date(2026, 11, 9), shows_run=True)
        whose = {"program_id": cast.program, "client_id": cast.rosa, "submission_id": cast.rosa}
        db.session.add(Use(**whose, used_on=date(2026, 11, 12), told_at=NOW))
        db.session.commit()
    page = rosa.get("/progress").text
    words = said(rosa)
    assert page.count('href="#sq-use"') == 1
    assert page.count('href="#sq-without"') == 3
    assert "Without use 3 days" in words
    assert "0 days without use in a row now. Your longest: 3 days." in words
    # The red of Help now, in its light and dark form.
    assert "#A3271C" not in page and "var(--help" not in page


def test_who_chose_to_see_no_numbers_sees_none(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        mark(
            cast,
            date(2026, 11, 1),
            [NO] * 8,
            began_on=date(2026, 11, 1),
            shows_recovery=False,
            shows_without_use=False,
        )
    page = said(rosa)
    assert "In recovery" not in page
    assert "not marked" not in page
    assert "days without use in all" not in page
    assert "November 2026" in page


def test_earlier_months_are_a_link_away(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        mark(cast, date(2026, 8, 30), [NO] * 60)
    page = rosa.get("/progress").text
    assert "/progress?month=2026-09#days" in page
    assert "Later months" not in page
    back = said(rosa, "/progress?month=2026-09")
    assert "September 2026" in back and "August 2026" in back
    assert "Later months" in back and "Earlier months" not in back


@pytest.mark.parametrize("month", ["", "x", "2026-13", "2026-00", "9999-12", "0001-01", "2026-11-01", "-1"])
def test_a_month_that_is_none_is_no_error(rosa: Visitor, app: Flask, cast: Cast, month: str) -> None:
    with app.app_context():
        mark(cast, date(2026, 11, 1), [NO])
    assert "November 2026" in said(rosa, f"/progress?month={month}")


def test_a_long_history_costs_no_more_queries(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        fill(cast, 10)
    with app.app_context(), counted() as few:
        assert "Waves ridden 10" in said(rosa)
    with app.app_context():
        for table in ("cravings", "practices", "check_ins"):
            db.session.execute(db.metadata.tables[table].delete())
        fill(cast, 5000)
    with app.app_context(), counted() as many:
        assert "Waves ridden 5000" in said(rosa)
    assert len(many) == len(few) < 14


def test_it_is_linked_from_me_and_back(rosa: Visitor) -> None:
    assert 'href="/progress"' in rosa.get("/me").text
    assert 'href="/me"' in rosa.get("/progress").text.partition("<main")[2]


def test_it_is_said_in_spanish_with_its_plurals(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        mark(cast, date(2026, 11, 17), [NO], began_on=NOW.date() - timedelta(days=2), shows_run=True)
        crave(cast, "2026-11-17T09:00", "2026-10-17T09:00")
    rosa.get("/language/es?to=/progress")
    page = said(rosa)
    assert page.startswith(
        "Mi progreso Veces con ganas esta semana: 1. La semana pasada a esta altura eran menos: 0."
    )
    assert "1 día seguido sin consumir ahora. Tu racha más larga: 1 día." in page
    assert "En recuperación 3 días" in page
    assert "noviembre de 2026" in page
