from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

from flask import Flask, render_template

from companion.core.db import db
from companion.records.schedule import actions, recurrence
from companion.records.schedule.models import Appointment
from tests.cast import NOW, Cast
from tests.schedule.plans import WEDNESDAY, book, counted, days_from_now, person, plan_group
from tests.visitor import Visitor


def planned(app: Flask, cast: Cast, **changes: object) -> None:
    with app.app_context():
        plan_group(cast, **changes)
        db.session.commit()


def booked(app: Flask, cast: Cast, starts_at: datetime, **changes: object) -> Appointment:
    with app.app_context():
        appointment = book(cast, starts_at, **changes)
        db.session.commit()
        return appointment


def move(app: Flask, person_id: UUID, zone: str) -> None:
    with app.app_context():
        person(person_id).zone = zone
        db.session.commit()


def headings(html: str) -> list[str]:
    """Without those of the changes (whatever a test plans is new to Rosa) and of the program clock."""
    found = [" ".join(text.split()) for text in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html, re.S)]
    return [text for text in found if not re.fullmatch(r"\d+ changes?|Where I stand", text)]


def test_a_client_without_appointments_reads_what_would_be_here(rosa: Visitor) -> None:
    page = rosa.get("/schedule").text
    assert "Your groups and sessions will show here." in page
    assert headings(page) == []


def test_a_client_sees_today_this_week_and_what_comes_later(rosa: Visitor, app: Flask, cast: Cast) -> None:
    planned(app, cast, until_on=date(2026, 11, 25))
    page = rosa.get("/schedule").text
    assert headings(page) == [
        "Today",
        "Wed, Nov 18",
        "This week",
        "Thu, Nov 19",
        "Later",
        "Mon, Nov 23",
        "Wed, Nov 25",
    ]
    assert page.count("6:00\u202fPM – 9:00\u202fPM") == 4
    assert "With Cora Counselor" in page
    assert "At the program" not in page


def test_a_day_without_anything_says_so_before_what_comes(rosa: Visitor, app: Flask, cast: Cast) -> None:
    booked(app, cast, days_from_now(1))
    page = rosa.get("/schedule").text
    assert headings(page) == ["Today", "This week", "Thu, Nov 19"]
    assert "Nothing is planned for today." in page


def test_she_finds_the_way_and_the_video(rosa: Visitor, app: Flask, cast: Cast) -> None:
    planned(app, cast, video_link="https://video.example/a?b=1&c=2", until_on=date(2026, 11, 18))
    page = rosa.get("/schedule").text
    assert page.count("Room 2, 12 Main Street") == 1
    assert 'href="https://www.openstreetmap.org/search?query=Room%202%2C%2012%20Main%20Street"' in page
    assert 'href="https://video.example/a?b=1&amp;c=2"' in page


def test_the_links_are_there_a_week_ahead_and_the_place_longer(rosa: Visitor, app: Flask, cast: Cast) -> None:
    planned(app, cast, rule=recurrence.weekly([WEDNESDAY]), until_on=date(2026, 12, 2))
    page = rosa.get("/schedule").text
    assert page.count("Get directions") == 2
    assert page.count("Room 2, 12 Main Street") == 3


def test_what_staff_typed_is_only_ever_text(rosa: Visitor, app: Flask, cast: Cast) -> None:
    odd = "<b>مجموعة</b> & 🌱"
    booked(
        app, cast, days_from_now(1), title=odd, place='"><script>x</script>', video_link="http://x.example"
    )
    page = rosa.get("/schedule").text
    assert "&lt;b&gt;مجموعة&lt;/b&gt; &amp; 🌱" in page
    assert "<script>x" not in page
    assert "http://x.example" not in page


def test_a_cancelled_one_stays_and_leads_nowhere(rosa: Visitor, app: Flask, cast: Cast) -> None:
    with app.app_context():
        actions.cancel(book(cast, days_from_now(1)), by=person(cast.cora), at=NOW)
        db.session.commit()
    page = rosa.get("/schedule").text
    assert "Cancelled" in page
    assert "One-on-one session" in page
    assert "Join by video" not in page


def test_another_clients_appointments_are_not_hers(
    rosa: Visitor, omar: Visitor, app: Flask, cast: Cast
) -> None:
    booked(app, cast, days_from_now(1), title="Only for Rosa")
    assert "Only for Rosa" in rosa.get("/schedule").text
    assert "Only for Rosa" not in omar.get("/schedule").text


def test_elsewhere_she_reads_her_own_time_and_the_programs(rosa: Visitor, app: Flask, cast: Cast) -> None:
    planned(app, cast, rule=recurrence.weekly([WEDNESDAY]), until_on=date(2026, 11, 18))
    move(app, cast.rosa, "Asia/Tokyo")
    page = rosa.get("/schedule").text
    assert headings(page) == ["Today", "Thu, Nov 19"]
    assert "8:00\u202fAM – 11:00\u202fAM" in page
    assert "At the program it is then Wed, Nov 18, 6:00\u202fPM." in page


def test_another_zone_with_the_same_time_is_not_worth_a_word(rosa: Visitor, app: Flask, cast: Cast) -> None:
    planned(app, cast)
    move(app, cast.rosa, "America/Detroit")
    assert "At the program" not in rosa.get("/schedule").text


def test_four_weeks_weigh_under_14_kb_and_cost_the_same_questions(
    rosa: Visitor, app: Flask, cast: Cast
) -> None:
    booked(app, cast, days_from_now(1))
    with app.app_context(), counted() as few:
        rosa.get("/schedule")
    planned(app, cast)
    move(app, cast.rosa, "America/Los_Angeles")
    for week in range(4):
        booked(app, cast, days_from_now(7 * week + 2), facilitator=_wes(app, cast))
    with app.app_context(), counted() as many:
        page = rosa.get("/schedule")
    assert page.text.count('<li id="appointment-') == 18
    assert len(many) == len(few)
    assert len(page.data) < 14_000


def test_five_weeks_ahead_is_not_shown_yet(rosa: Visitor, app: Flask, cast: Cast) -> None:
    booked(app, cast, days_from_now(35))
    assert "Nothing is planned in the next 4 weeks." in rosa.get("/schedule").text


def test_only_a_client_has_a_schedule(anyone: Visitor, cora: Visitor, ben: Visitor, ada: Visitor) -> None:
    assert anyone.get("/schedule").location == "/sign-in"
    assert {visitor.get("/schedule").status_code for visitor in (cora, ben, ada)} == {404}


def test_the_card_for_today_says_what_comes_next(app: Flask, cast: Cast) -> None:
    with app.test_request_context("/today"):
        rosa = person(cast.rosa)
        alone = book(cast, days_from_now(1))
        group = plan_group(cast)
        first = db.session.query(Appointment).filter_by(series_id=group.id).order_by("starts_at")[1]
        shown = [render_template("schedule/_next.html", appointment=one, me=rosa) for one in (alone, first)]
    assert headings(shown[0]) == ["Next session"]
    assert "Thu, Nov 19, 5:00\u202fPM" in shown[0]
    assert "Join by video" in shown[0]
    assert "Get directions" not in shown[0]
    assert headings(shown[1]) == ["Next group"]
    assert "Get directions" in shown[1]


def _wes(app: Flask, cast: Cast) -> object:
    with app.app_context():
        return person(cast.wes)
