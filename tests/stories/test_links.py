"""J25: what a phone makes of the app's links: calendars, calls, texts, maps."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.stories.conftest import Open

SCHEMES = {"http", "https", "tel", "sms", "webcal"}


def hrefs(page: Page) -> list[str]:
    found: list[str] = page.locator("a[href]").evaluate_all("(links) => links.map((link) => link.href)")
    return found


def test_links_have_the_scheme_that_a_phone_knows(open_browser: Open) -> None:
    page = open_browser("client")
    seen: dict[str, list[str]] = {}
    for place in ("/today", "/help", "/schedule", "/contacts", "/plan/safety", "/skills"):
        page.goto(place)
        for href in hrefs(page):
            seen.setdefault(urlsplit(href).scheme, []).append(href)
    assert set(seen) <= SCHEMES
    assert all(re.fullmatch(r"tel:\+?[0-9]+(,[0-9]+)?", href) for href in seen["tel"])
    assert all(re.fullmatch(r"sms:\+?[0-9]+(\?&body=[^ ]+)?", href) for href in seen["sms"])
    assert "tel:988" in seen["tel"]
    maps = [href for href in seen["https"] if "openstreetmap.org" in href]
    assert maps and all(href.startswith("https://www.openstreetmap.org/search?query=") for href in maps)
    page.goto("/language/es?to=/help")
    assert "sms:988?&body=AYUDA" in hrefs(page)
    page.goto("/language/en?to=/today")


def test_a_session_goes_into_a_calendar_under_a_name_that_says_nothing(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/schedule")
    one = next(href for href in hrefs(page) if href.endswith(".ics"))
    answer = page.request.get(one)
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert event["SUMMARY"] == "Appointment" and "LOCATION" not in event
    assert not re.search("maple|recovery|dana|maya", answer.text(), re.IGNORECASE)


def test_an_address_that_was_taken_back_is_gone(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/schedule/calendar")
    page.get_by_role("button", name="Make the address").click()
    address = page.get_by_label("Address for your calendar app").input_value()
    link = page.get_by_role("link", name="Open in my calendar app")
    expect(link).to_have_attribute("href", re.compile("^webcal://"))
    path = urlsplit(address).path
    feed = page.request.get(path)
    assert feed.status == 200 and len(Calendar.from_ical(feed.body()).walk("VEVENT")) > 1
    page.goto("/schedule/calendar")
    page.get_by_role("button", name="Stop", exact=True).click()
    assert page.request.get(path).status == 404
