"""What a client does, in a real browser, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Open

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@BOTH
def test_a_craving_is_logged_in_two_taps_and_ridden_out(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/today")
    page.get_by_role("link", name="I have a craving").click()
    page.get_by_role("button", name="7, medium").click()
    expect(page.get_by_text("Saved. You picked 7.")).to_be_visible()
    page.locator("article.card a").first.click()
    page.get_by_role("button", name="3, low").click()
    page.get_by_role("link", name="I am done for now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It went from 7 to 3. You rode it out.")
    page.get_by_label("Lonely").check()
    page.get_by_label("Want to write a note?").fill("A walk around the block helped 🌧️")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Changed.", exact=True)).to_be_visible()
    expect(page.get_by_label("Want to write a note?")).to_have_value("A walk around the block helped 🌧️")


@BOTH
def test_a_skill_is_practised_with_before_and_after(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/skills")
    page.locator("a.cover").first.click()
    page.get_by_role("link", name="Practice now").click()
    page.get_by_role("button", name="5, medium").click()
    page.get_by_role("button", name="2, low").click()
    page.get_by_role("link", name="I am done for now").click()
    expect(page.get_by_text("From 5 to 2. Each time counts.")).to_be_visible()


@pytest.mark.parametrize("audience", ["Just me", "Bring to session", "Share now"])
def test_a_journal_entry_reaches_those_it_is_for(open_browser: Open, audience: str) -> None:
    words = f"Words for {audience.lower()} at the lake"
    page = open_browser("client")
    page.goto("/journal/new")
    page.get_by_role("textbox").fill(words)
    page.get_by_role("radio", name=re.compile(audience)).check()
    page.locator("main").get_by_role("button", name="Save").first.click()
    page.goto("/journal")
    expect(page.get_by_text(words).first).to_be_visible()
    brief = open_browser("counselor", viewport={"width": 1440, "height": 900})
    open_brief_of(brief, "Dana")
    # The brief has room for the first ones; all of them are on the timeline.
    address = brief.url.replace("/brief", "/timeline?kind=journal")
    assert audience != "Just me" or words not in brief.content()
    brief.goto(address)
    expect(brief.get_by_text(words)).to_have_count(0 if audience == "Just me" else 1)


def test_a_person_to_call_is_one_tap_away(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/contacts")
    assert page.locator('a[href^="tel:"]').count() >= 2
    assert "?&body=" in (page.locator('a[href^="sms:"]').first.get_attribute("href") or "")
    page.get_by_role("link", name="Help now").click()
    calls = page.locator('main a[href^="tel:"]')
    assert calls.first.get_attribute("href") == "tel:988"
    expect(page.get_by_role("link", name=re.compile("Call Sam"))).to_be_visible()


def test_back_after_signing_out_never_shows_a_record(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/journal")
    secret = page.locator("main").inner_text()
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    for _ in range(2):
        page.go_back()
        page.wait_for_timeout(300)
        assert secret not in page.locator("body").inner_text()
        assert "Sign in" in page.locator("body").inner_text()


def test_what_was_typed_survives_the_end_of_the_sign_in(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/journal/new")
    page.get_by_role("textbox").fill("Do not lose this line about the ferry")
    end_all_sessions(open_browser)
    page.locator("main").get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("What you wrote is kept.")).to_be_visible()
    page.get_by_label("Email").fill("client@demo.example")
    page.get_by_label("Password").fill("demo-recovery-companion")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Save it now").click()
    page.goto("/journal")
    expect(page.get_by_text("Do not lose this line about the ferry").first).to_be_visible()


def end_all_sessions(open_browser: Open) -> None:
    """On another device: sign out everywhere else."""
    other = open_browser("client")
    other.goto("/settings")
    other.get_by_role("button", name="Sign out everywhere else").click()


def open_brief_of(page: Page, name: str) -> None:
    page.goto("/caseload")
    page.get_by_role("link", name=re.compile(name)).first.click()


def open_more_of(page: Page, name: str) -> None:
    """The brief, with what is folded away below it."""
    open_brief_of(page, name)
    page.locator("#more > summary").click()
