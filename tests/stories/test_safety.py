"""From “I don’t feel safe” to a closed alert, in a real browser, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open
from tests.stories.test_client import open_brief_of

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@BOTH
def test_somebody_who_is_not_safe_reaches_a_person(open_browser: Open, script: bool) -> None:
    client = open_browser("client", java_script_enabled=script)
    tell_after_a_craving(client)
    staff = open_browser("counselor", viewport=DESK, java_script_enabled=script)
    staff.goto("/caseload")
    alert = staff.locator(".triage-row", has_text="Dana")
    expect(alert).to_contain_text("New")
    # The clinic is that of other stories, too: they may have left alerts of another kind.
    own = alert.locator(".triage-alerts a", has_text="I don’t feel safe")
    own.click()
    expect(staff.get_by_role("heading", level=1)).to_contain_text("Safety alert: Dana")
    assert staff.title() == "Safety alert"
    client.reload()
    expect(client.locator("main")).to_contain_text("Maya T. opened it")
    staff.get_by_role("button", name="I could not reach them").click()
    staff.get_by_role("button", name="I reached them").click()
    close_with_a_note(staff)
    staff.goto("/caseload")
    expect(own).to_have_count(0)
    supporter = open_browser("supporter")
    supporter.goto("/supporting")
    assert not re.search("safe|alert", supporter.locator("main").inner_text(), re.IGNORECASE)


def tell_after_a_craving(page: Page) -> None:
    page.goto("/cravings/new")
    page.get_by_role("button", name="9, strong").click()
    page.get_by_role("link", name="Not now. Just save it.").click()
    page.get_by_role("link", name="I don’t feel safe").click()
    assert page.locator('main a[href^="tel:"]').first.get_attribute("href") == "tel:988"
    expect(page.get_by_role("link", name=re.compile("Call Sam"))).to_be_visible()
    expect(page.get_by_text("Nobody is watching this live, and nobody watches at night.")).to_be_visible()
    page.get_by_role("button", name="Yes, tell them").click()
    expect(page.get_by_text("Your care team is told.")).to_be_visible()
    assert page.locator('main a[href^="tel:"]').first.get_attribute("href") == "tel:988"


def close_with_a_note(page: Page) -> None:
    """Not without one: the page says so, and what was done before is still there."""
    page.get_by_role("button", name="Close this alert").click()
    expect(page.get_by_role("alert")).to_contain_text("Please write a short note")
    page.get_by_label("Short note").fill("Talked for half an hour. She is at her aunt’s 🌙")
    page.get_by_role("button", name="Close this alert").click()
    done = page.locator("#acts")
    for words in ("Could not reach the client", "Reached the client", "Closed", "She is at her aunt’s 🌙"):
        expect(done).to_contain_text(words)
    expect(page.get_by_role("button", name="Open it again")).to_be_visible()


@BOTH
def test_what_she_wants_to_talk_about_is_ticked_off_together(open_browser: Open, script: bool) -> None:
    words = f"The night shift in December, {'with' if script else 'without'} script"
    client = open_browser("client", java_script_enabled=script)
    client.goto("/today")
    client.get_by_role("link", name="I want to talk about…").click()
    client.get_by_label("I want to talk about…").fill(words)
    client.get_by_role("button", name="Add").click()
    expect(client.locator("#topics p", has_text=words)).to_be_visible()
    staff = open_browser("counselor", viewport=DESK, java_script_enabled=script)
    open_brief_of(staff, "Dana")
    staff.locator("#wanted summary", has_text="more").click()
    topic = staff.locator("#wanted .said", has_text=words)
    topic.get_by_role("button").click()
    expect(topic).to_contain_text("Talked about")
    client.reload()
    expect(client.locator("#topics li", has_text=words)).to_contain_text("Talked about")


@BOTH
def test_a_task_is_done_and_undone(open_browser: Open, script: bool) -> None:
    page = open_browser("counselor", viewport=DESK, java_script_enabled=script)
    page.goto("/caseload")
    page.get_by_role("link", name="Tasks").click()
    task = page.locator("#tasks li", has_text="A comment waits for an answer")
    task.get_by_role("button", name="Mark done").click()
    expect(task).to_contain_text("Done by Maya T.")
    task.get_by_role("button", name="Undo").click()
    expect(task).to_contain_text("Due")
