"""A counselor reads the timeline, takes it along, and writes a note; the client reads it and answers."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open
from tests.stories.test_client import open_brief_of
from tests.stories.test_every_page import AXE, RUN

WORDS = "Talked about Friday and a way home that passes no bar."
SAID = "It is Thursday that is hard, not Friday."
ALONE = "A word for nobody but me: lighthouse."


def open_timeline(page: Page) -> str:
    """Of Dana; returns its address."""
    open_brief_of(page, "Dana")
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    return page.url


def test_a_counselor_filters_and_pages_the_timeline(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    address = open_timeline(page)
    assert page.locator(".log-items > li").count() == 50
    newest = page.locator(".log-items > li").first.get_attribute("id")
    page.get_by_role("link", name="Older").click()
    page.wait_for_url("**/timeline?before=*")
    assert page.locator(".log-items > li").first.get_attribute("id") != newest
    page.get_by_role("link", name="Newest first again").click()
    expect(page.locator(".log-items > li").first).to_have_attribute("id", newest or "")
    page.get_by_role("link", name="Cravings", exact=True).click()
    page.wait_for_url("**/timeline?kind=craving")
    expect(page.locator("#log .log-items strong").first).to_contain_text("Craving, strength")
    expect(page.locator("#kind-craving")).to_have_attribute("aria-current", "true")
    expect(page.locator(".log .muted").first).to_contain_text("cravings")
    page.go_back()
    page.wait_for_url(address)
    expect(page.locator("#kind-every")).to_have_attribute("aria-current", "true")


def test_the_same_without_javascript(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK, java_script_enabled=False)
    open_timeline(page)
    page.get_by_role("link", name="Journal", exact=True).click()
    expect(page.locator("a[aria-current=true]", has_text="Journal")).to_be_visible()
    page.locator(".log-time").first.click()
    expect(page.locator(".log-items > li").first).to_be_visible()
    assert "#item-" in page.url


def test_paper_and_file_of_what_is_filtered(open_browser: Open, tmp_path: Path) -> None:
    page = open_browser("counselor", viewport=DESK, accept_downloads=True)
    open_timeline(page)
    page.get_by_role("link", name="Progress notes", exact=True).last.click()
    page.wait_for_url("**/timeline?kind=note")
    page.get_by_role("link", name="Print this").click()
    paper = page.pdf(format="Letter")
    assert paper.startswith(b"%PDF")
    page.emulate_media(media="print")
    expect(page.get_by_text("Confidential. 42 CFR Part 2 prohibits")).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.get_by_role("link", name="Take as a file").click()
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("alert")).to_contain_text("in at least 10 characters")
    page.get_by_label("Why do you need this file?").fill("Copy for the court hearing on May 4")
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the file").click()
    file = tmp_path / "timeline.csv"
    download.value.save_as(file)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0].startswith("Confidential")
    assert {row[2] for row in rows[2:] if len(row) > 2} >= {"Progress notes"}


def test_a_note_is_written_read_and_answered_and_one_is_for_its_author_alone(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    open_timeline(page)
    page.get_by_role("link", name="Progress notes", exact=True).first.click()
    page.get_by_label("Session").select_option(index=0)
    page.get_by_label("Progress note", exact=True).fill(WORDS)
    page.reload()
    expect(page.get_by_label("Progress note", exact=True)).to_have_value(WORDS)
    page.get_by_role("button", name="Sign this note").click()
    expect(page.get_by_text("Signed.", exact=True)).to_be_visible()
    expect(page.get_by_label("Progress note", exact=True)).to_have_value("")
    page.get_by_role("link", name="My counseling notes").click()
    page.get_by_label("Counseling note").fill(ALONE)
    page.get_by_role("button", name="Save for me alone").click()
    expect(page.get_by_text(ALONE)).to_be_visible()
    own = page.url.partition("?")[0]

    client = open_browser("client")
    client.goto("/me")
    client.get_by_role("link", name="Notes from your sessions").click()
    client.locator(".row-list a").first.click()
    expect(client.get_by_text(WORDS)).to_be_visible()
    client.get_by_label("Your comment").fill(SAID)
    client.get_by_role("button", name="Send this comment").click()
    expect(client.locator("#comments").get_by_text(SAID)).to_be_visible()

    page.goto(own.replace("counseling-notes", "notes"))
    expect(page.get_by_text(SAID)).to_be_visible()
    page.goto(own.replace("counseling-notes", "timeline?kind=note"))
    expect(page.get_by_text(SAID)).to_be_visible()
    assert ALONE not in page.content()

    for other in ("supporter", "admin", "client"):
        stranger = open_browser(other)
        for place in ("timeline", "notes", "counseling-notes"):
            answer = stranger.goto(own.replace("counseling-notes", place))
            assert answer is not None and answer.status == 404


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_notes_that_no_link_of_the_crawl_reaches(
    open_browser: Open, language: str, scheme: str
) -> None:
    """The earlier versions, a draft that goes on, and a filtered timeline far back."""
    page = open_browser("counselor", viewport=DESK)
    address = re.sub(r"\?.*", "", open_timeline(page))
    page.goto(f"/language/{language}?to=/help")
    page.emulate_media(color_scheme=scheme)
    notes = address.replace("/timeline", "/notes")
    page.goto(notes)
    edit = page.locator("a[href$='/edit']").first.get_attribute("href") or ""
    wanted = [edit, edit.replace("/edit", "/versions"), f"{address}?kind=session", f"{address}/exports/new"]
    for place in (*wanted, f"{address}/print?kind=craving"):
        page.set_viewport_size(DESK)
        page.goto(place)
        page.evaluate(AXE)
        assert page.evaluate(RUN) == [], place
        page.set_viewport_size({"width": 320, "height": 568})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
