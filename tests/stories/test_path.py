"""Somebody is referred, taken in, begins, and leaves: then the app is theirs alone."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open

PASSWORD = "five calm blue rivers"
STORY = "I want to stop and cannot do it alone"
# Longer than a program needs that only sends.
READING_SECONDS = 4.5


def test_from_asking_for_help_to_alumni(open_browser: Open) -> None:
    ask(open_browser(java_script_enabled=False))
    desk = open_browser("counselor", viewport=DESK)
    request = answer(desk)
    link = take_in(desk)
    close(desk, request)
    phone = open_browser()
    begin(phone, link)
    discharge(desk)
    alone(phone)
    take_along(phone)


def ask(visitor: Page) -> None:
    """Somebody without an account."""
    visitor.goto("/get-help")
    visitor.get_by_label("For myself").check()
    visitor.get_by_label("First name or nickname").fill("Robin")
    visitor.get_by_label("Phone", exact=True).fill("202 555 0163")
    visitor.get_by_label("What is going on?").fill(STORY)
    visitor.wait_for_timeout(READING_SECONDS * 1000)
    visitor.get_by_role("button", name="Send my request").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("We have your request")


def answer(desk: Page) -> str:
    """Taken on, and reached. Gives the address of the request."""
    desk.goto("/enquiries")
    desk.get_by_role("link", name="Nobody has it yet").last.click()
    expect(desk.get_by_text(STORY)).to_be_visible()
    desk.get_by_role("button", name="I take this on").click()
    desk.get_by_label("Called").check()
    desk.get_by_label("I talked with them, or they answered").check()
    desk.get_by_role("button", name="Save this try").click()
    expect(desk.get_by_text("Called (they answered)")).to_be_visible()
    return desk.url


def close(desk: Page, request: str) -> None:
    """The request became a stay, and goes where only the care team reads it."""
    path = desk.url
    desk.goto(request)
    desk.get_by_label("Enrolled here").check()
    desk.get_by_label("If enrolled: who is it here?").select_option(label="Robin Q.")
    desk.get_by_role("button", name="Close this request").click()
    expect(desk.get_by_role("button", name="Close this request")).to_have_count(0)
    desk.goto(path)


def take_in(desk: Page) -> str:
    """Referred, assessed, enrolled; then the link to sign in with."""
    desk.goto("/caseload/referrals/new")
    desk.get_by_label("Name they use").fill("Robin Q.")
    desk.get_by_role("button", name="Add this person").click()
    expect(desk.get_by_role("rowheader", name="Referred")).to_be_visible()
    desk.get_by_role("button", name="Write it down").click()
    expect(desk.get_by_role("rowheader", name="Assessed")).to_be_visible()
    path = desk.url
    desk.get_by_role("link", name="Enroll in a track").click()
    desk.get_by_label("Steps down from").select_option("residential")
    desk.get_by_role("button", name="Enroll this client").click()
    expect(desk.get_by_role("rowheader", name="Enrolled")).to_be_visible()
    expect(desk.get_by_text("Steps down from: Residential care.")).to_be_visible()
    expect(desk.locator("#first-week").get_by_text("Not yet")).to_have_count(4)
    desk.get_by_role("link", name="Sign-in link").click()
    desk.get_by_role("main").get_by_role("button").first.click()
    link = desk.locator("#link-address").input_value()
    desk.goto(path)
    return re.sub(r"^https?://[^/]+", "", link)


def begin(phone: Page, link: str) -> None:
    phone.goto(link)
    phone.get_by_label("Email").fill("robin-q@example.org")
    phone.locator("input[type=password]").fill(PASSWORD)
    phone.get_by_role("button", name="Start").click()
    phone.wait_for_url(lambda url: "/welcome" not in url)
    phone.goto("/today")
    expect(phone.get_by_role("heading", name="Your first week")).to_be_visible()
    phone.get_by_role("link", name="Add one person to call").click()
    phone.get_by_label("Name", exact=True).fill("Ana")
    phone.get_by_label("Phone").fill("202 555 0142")
    phone.locator("main").get_by_role("button", name="Save").click()
    phone.goto("/today")
    expect(phone.locator("#first-week .chip")).to_have_count(1)


def discharge(desk: Page) -> None:
    path = desk.url
    desk.reload()
    expect(desk.locator("#first-week").get_by_text("Not yet")).to_have_count(3)
    desk.get_by_role("link", name="Name the last day").click()
    desk.get_by_label("Finished the program").check()
    desk.get_by_label("A few words for the client").fill("Go well, Robin")
    desk.get_by_role("button", name="Save the last day").click()
    desk.wait_for_url("**/caseload")
    expect(desk.get_by_text("Robin Q.")).to_have_count(0)
    assert desk.goto(path).status == 404  # type: ignore[union-attr]  # an answer came


def alone(phone: Page) -> None:
    phone.goto("/today")
    expect(phone.get_by_text("No staff reads anything here any more")).to_be_visible()
    expect(phone.get_by_role("link", name="I have a craving")).to_be_visible()
    phone.goto("/time")
    expect(phone.get_by_text("Go well, Robin")).to_be_visible()


def take_along(phone: Page) -> None:
    phone.get_by_role("link", name="Choose what to take").click()
    phone.get_by_role("button", name="Save the files").click()
    expect(phone.get_by_role("alert")).to_contain_text("Please tick this first")
    phone.get_by_label("This is my own phone").check()
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Save the files").click()
    assert saved.value.suggested_filename == "list.zip"
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as archive:
        assert "Ana" in archive.read("list.html").decode()
