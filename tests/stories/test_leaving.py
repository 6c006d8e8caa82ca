"""One tap and nothing is left to see, with and without a signal, in a real browser (J4, J14)."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.stories.locked import phone
from tests.stories.served import Served


def leaving(page: Page) -> tuple[Page, list[str]]:
    """The server is really told; where it leads is noted and not followed."""
    gone: list[str] = []

    def answer(route: Route) -> None:
        gone.append(route.fetch(max_redirects=0).headers["location"])
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route("**/leave", answer)
    return page, gone


def test_leave_covers_at_once_and_back_shows_nothing(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page, gone = leaving(phone(chromium, served, contexts, worker="block"))
    page.goto("/today")
    took = page.evaluate("""() => {
      const began = performance.now();
      document.querySelector("[data-leave]").click();
      const covered = document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest(".leaving");
      return covered ? performance.now() - began : -1;
    }""")
    assert 0 <= took < 100
    page.wait_for_url("**/leave")
    assert gone == ["https://www.weather.gov/"]
    page.go_back()
    time.sleep(0.5)
    assert "Dana" not in page.content()
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")


def test_shift_three_times_leaves_and_typing_does_not(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page, gone = leaving(phone(chromium, served, contexts, worker="block"))
    page.goto("/journal/new")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    assert page.url.endswith("/journal/new")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/leave")
    assert gone == ["https://www.weather.gov/"]


def test_an_installed_app_leaves_to_its_cover(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page = phone(chromium, served, contexts)
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { value: true })")
    page.goto("/today")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/list")
    expect(page.get_by_role("heading", level=1)).to_have_text("List")
    assert not re.search("Dana|recovery|sober", page.content(), re.IGNORECASE)
    page.get_by_role("link", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")


def test_leaving_without_a_signal_shuts_before_anything_is_shown(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page = phone(chromium, served, contexts)
    page.goto("/today")
    page.wait_for_selector("#sync:not([hidden])", state="attached")
    time.sleep(1)
    served.stop()
    page.get_by_role("link", name="Leave").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("List")
    page.goto("/lock")
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    page.get_by_role("link", name="I have a craving").click()
    page.get_by_role("button", name="5, medium").click()
    expect(page.locator("#kept")).to_contain_text("Saved on this phone")
    served.start()
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    expect(page.get_by_label("PIN")).to_be_visible()
