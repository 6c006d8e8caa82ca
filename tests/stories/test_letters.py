"""An attendance letter on paper: one page, however long the stay, and nothing around it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open
from tests.stories.test_client import open_more_of

DAYS = 48


def test_a_letter_is_asked_for_signed_checked_and_taken_back(open_browser: Open) -> None:
    client = open_browser("client")
    client.goto("/me")
    client.get_by_role("link", name="Attendance letters").click()
    client.get_by_role("link", name="Ask for a letter").click()
    client.get_by_label("A court or probation").check()
    client.get_by_label("Name of the court").fill("Heron Street Court")
    client.get_by_role("button", name="Ask my care team").click()
    expect(client.get_by_text("Your care team has your request.")).to_be_visible()
    staff = open_browser("counselor", viewport=DESK)
    open_more_of(staff, "Dana")
    staff.get_by_role("link", name="Attendance letters").click()
    staff.get_by_role("link", name="Heron Street Court").click()
    staff.get_by_role("button", name="Sign this letter").click()
    expect(staff.get_by_text("Signed by")).to_be_visible()
    client.reload()
    code = client.locator(".letter-code").first.inner_text()
    court = open_browser(None)
    court.goto("/verify")
    court.get_by_label("Code on the letter").fill(code.lower().replace("-", " "))
    court.get_by_role("button", name="Check this letter").click()
    expect(court.get_by_text("This letter was signed here.")).to_be_visible()
    assert "Heron" not in court.content()
    assert court.url.endswith("/verify")
    client.get_by_role("button", name="Take this letter back").click()
    court.goto(f"/verify/{code}")
    expect(court.get_by_text("This letter was taken back on")).to_be_visible()
    assert "Dana" not in court.content()


def test_a_letter_of_sixteen_weeks_is_one_page(open_browser: Open) -> None:
    client, staff = open_browser("client"), open_browser("counselor", viewport=DESK)
    client.goto("/letters")
    open_more_of(staff, "Dana")
    staff.get_by_role("link", name="Attendance letters").click()
    for page in (client, staff):
        page.get_by_role("link", name="Juniper Street Bakery").click()
        lengthen(page)
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
        page.emulate_media(media="print")
        expect(page.locator("article")).to_be_visible()
        text = " ".join(page.locator("body").inner_text().split())
        assert text.startswith("Maple House IOP (demo) Attendance letter"), text[:80]
        assert text.endswith("42 CFR part 2 prohibits unauthorized use or disclosure of these records.")


def lengthen(page: Page) -> None:
    """As many days as a stay of sixteen weeks has."""
    page.evaluate(
        """(days) => {
            const list = document.querySelector(".letter-days");
            const one = list.querySelector("li");
            one.firstElementChild.textContent = "Wed, Nov 18, 2026";
            one.lastElementChild.textContent = "3 h";
            list.replaceChildren(...Array.from({length: days}, () => one.cloneNode(true)));
        }""",
        DAYS,
    )
