"""A counselor reads all that is shared, the newest first, and nothing that is not."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.overviews.timeline.rules import PAGE, Kind
from companion.records.assessments.models import Measure
from companion.records.cravings import actions as cravings
from companion.records.days import actions as days
from companion.records.days import checking_in
from companion.records.days.rules import Used
from companion.records.journal import actions as journal
from companion.records.journal.models import Audience
from tests.cast import NOW, Cast
from tests.house.world import make_world
from tests.timeline.entries import log_craving, log_cravings, person, write_entry
from tests.visitor import Visitor

ITEM = re.compile(r'<li id="item-([0-9a-f-]{36})"')
OLDER = re.compile(r'href="([^"]+)">Older<')


def at(cast: Cast, kind: str = "") -> str:
    return f"/caseload/{cast.rosa}/timeline" + (f"?kind={kind}" if kind else "")


def items_on(page: str) -> list[str]:
    return ITEM.findall(page)


def walk(visitor: Visitor, address: str) -> list[list[str]]:
    """The ids on each page, from the newest to the oldest."""
    pages = []
    while address:
        page = visitor.get(address).text
        pages.append(items_on(page))
        found = OLDER.search(page)
        address = found[1].replace("&amp;", "&") if found else ""
    return pages


def test_every_kind_that_is_there_can_be_filtered(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        make_world(cast)
        write_entry(cast, "For Tuesday", Audience.SESSION)
        measure = db.session.scalars(select(Measure)).one()
        measure.finished_at, measure.numbers = NOW, {"total": 9}
        db.session.commit()
    everything = items_on(cora.get(at(cast)).text)
    by_kind = {kind: items_on(cora.get(at(cast, kind)).text) for kind in Kind}
    assert [kind for kind, found in by_kind.items() if not found] == []
    assert sorted(everything) == sorted(one for found in by_kind.values() for one in found)


def test_pages_go_on_where_the_last_ended_and_meet_each_item_once(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    with app.app_context():
        log_cravings(cast, 2 * PAGE + 11)
    pages = walk(cora, at(cast))
    assert [len(one) for one in pages] == [PAGE, PAGE, 11]
    assert len({one for page in pages for one in page}) == 2 * PAGE + 11


def test_what_is_logged_meanwhile_moves_nothing_to_another_page(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    with app.app_context():
        log_cravings(cast, PAGE + 5)
    first = cora.get(at(cast)).text
    with app.app_context():
        log_craving(cast, NOW)
        db.session.commit()
    rest = walk(cora, OLDER.search(first)[1].replace("&amp;", "&"))  # type: ignore[index]  # it is there
    assert [len(one) for one in rest] == [5]


def test_just_me_is_on_no_page_and_in_no_total(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        write_entry(cast, "Read this with me", Audience.SESSION)
    before = cora.get(at(cast)).text
    with app.app_context():
        entry = write_entry(cast, "A thought of mine alone", Audience.ME)
        taken_back = write_entry(cast, "First shared, then not", Audience.NOW)
        journal.change_audience(taken_back, audience=Audience.ME, by=person(cast.rosa), at=NOW)
        db.session.commit()
        assert entry.shared_at is None
    assert without_tokens(cora.get(at(cast)).text) == without_tokens(before)
    assert "1 journal entry" in before


def without_tokens(page: str) -> str:
    return re.sub(r'value="[^"]+"|content="[^"]+"', "", page)


def test_an_edit_shows_what_it_says_now_and_what_is_removed_is_gone(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    with app.app_context():
        entry = write_entry(cast, "The bus was late", Audience.NOW)
        journal.edit(entry, body="The bus never came", audience=Audience.NOW, by=person(cast.rosa), at=NOW)
        gone = log_craving(cast, NOW, note="Never mind this one")
        cravings.remove(gone, at=NOW)
        kept = log_craving(cast, NOW, strength=4)
        cravings.change(kept, strength=8, occurred_at=NOW, by=person(cast.rosa), at=NOW)
        db.session.commit()
    page = cora.get(at(cast)).text
    assert "The bus never came" in page and "The bus was late" not in page
    assert "Never mind this one" not in page
    assert "strength 8" in page and "strength 4" not in page
    assert page.count('<span class="chip">changed</span>') == 2


def test_filling_in_what_was_empty_is_no_change(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        craving = log_craving(cast, NOW, after=3)
        cravings.describe(
            craving, triggers=["payday"], outcome=None, note="on the bus", by=person(cast.rosa), at=NOW
        )
        db.session.commit()
    page = cora.get(at(cast)).text
    assert "on the bus" in page and "Set off by: Money or payday" in page and "After: 3" in page
    assert '<span class="chip">changed</span>' not in page


@pytest.mark.parametrize(
    ("rated", "said"),
    [
        ((1, 2, 3), "3 cravings, all re-rated"),
        ((1, None, 3), "3 cravings, 2 re-rated"),
        ((None, None), "2 cravings, none re-rated"),
        ((4,), "1 craving, re-rated"),
    ],
)
def test_a_month_is_summed_up(
    app: Flask, cast: Cast, cora: Visitor, rated: tuple[int | None, ...], said: str
) -> None:
    with app.app_context():
        for number, after in enumerate(rated):
            log_craving(cast, NOW - timedelta(hours=number), after=after)
        log_craving(cast, NOW - timedelta(days=40), after=None)
        db.session.commit()
    page = cora.get(at(cast)).text
    assert f'<p class="muted">{said}</p>' in page
    assert "November 2026" in page and "October 2026" in page


def test_a_total_is_of_the_whole_month_on_every_page_of_it(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        log_cravings(cast, PAGE + 20, every=timedelta(hours=2))
    first = cora.get(at(cast)).text
    second = cora.get(OLDER.search(first)[1].replace("&amp;", "&")).text  # type: ignore[index]  # it is there
    assert first.count(f"{PAGE + 20} cravings, none re-rated") == 1
    assert second.count(f"{PAGE + 20} cravings, none re-rated") == 1


def test_whether_they_used_is_read_only_where_it_was_announced(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        answers = checking_in.Answers(used=Used.YES, note="a long day")
        rosa = person(cast.rosa)
        checking_in.check_in(rosa, day=NOW.date(), submission=uuid4(), answers=answers, at=NOW)
        days.tell_use(rosa, uuid4(), NOW.date(), False, NOW, at=NOW)
        db.session.commit()
    page = cora.get(at(cast)).text
    assert "a long day" in page
    assert "Used:" not in page and "Use reported for" not in page


def test_times_are_the_clients_and_staff_are_told_if_theirs_differ(
    app: Flask, cast: Cast, cora: Visitor
) -> None:
    assert "Your own clock is in" not in cora.get(at(cast)).text
    with app.app_context():
        person(cast.cora).zone = "America/Los_Angeles"
        log_craving(cast, NOW)
        db.session.commit()
    page = " ".join(cora.get(at(cast)).text.replace("\u202f", " ").split())
    assert "Your own clock is in America/Los Angeles." in page
    assert "Nov 18, 5:00 PM" in page and "2:00 PM" not in page
    assert NOW.astimezone(ZoneInfo("America/New_York")).hour == 17


def test_htmx_swaps_the_log_alone_and_names_only_the_kind(app: Flask, cast: Cast, cora: Visitor) -> None:
    part = cora.get(at(cast, "journal"), htmx=True).text
    assert part.lstrip().startswith('<div id="log"')
    pushed = re.findall(r'hx-get="([^"]+)"[^>]*hx-push-url="true"', part)
    assert len(pushed) == len(Kind) + 1
    assert all(re.fullmatch(r"/caseload/[0-9a-f-]+/timeline(\?kind=[a-z-]+)?", one) for one in pushed)


def test_an_item_has_an_address_that_begins_with_it(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        log_cravings(cast, 9)
    page = cora.get(at(cast)).text
    fifth = items_on(page)[4]
    link = re.search(rf'href="([^"#]+)#item-{fifth}"', page)
    assert link
    assert items_on(cora.get(link[1].replace("&amp;", "&")).text)[0] == fifth


@pytest.mark.parametrize("asked", ["?kind=counseling", "?before=nonsense", "?kind=craving&before=AAAA"])
def test_what_is_no_page_is_not_there(cast: Cast, cora: Visitor, asked: str) -> None:
    assert cora.get(at(cast) + asked).status_code == 404


def test_a_stranger_finds_no_timeline(cast: Cast, wes: Visitor, ada: Visitor, rosa: Visitor) -> None:
    for visitor in (wes, ada, rosa):
        assert visitor.get(at(cast)).status_code == 404


def test_paper_holds_what_is_filtered_and_the_line_of_the_law(app: Flask, cast: Cast, cora: Visitor) -> None:
    with app.app_context():
        log_cravings(cast, PAGE + 3)
        write_entry(cast, "Only in the journal", Audience.NOW)
    page = cora.get(f"/caseload/{cast.rosa}/timeline/print?kind=craving").text
    assert len(items_on(page)) == PAGE + 3
    assert "Only in the journal" not in page
    assert "Confidential. 42 CFR Part 2 prohibits" in page
