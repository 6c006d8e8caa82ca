"""The plan on the client's own phone: sealed with the PIN, there without a signal, gone at sign-out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stories.locked import PIN, phone
from tests.stories.phones import ready
from tests.stories.served import Served

LINE = "Two kingfishers at dawn"
KEPT = """() => new Promise((resolve) => {
  const asking = indexedDB.open("companion");
  asking.onsuccess = () => {
    const reading = asking.result.transaction("facts").objectStore("facts").get("all");
    reading.onsuccess = () => {
      const plan = reading.result.plan;
      asking.result.close();
      resolve(plan ? new TextDecoder("latin1").decode(plan.shut) + JSON.stringify(plan) : null);
    };
  };
})"""


@pytest.fixture
def contexts(served: Served) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()
    served.start()


def keep(page: Page) -> None:
    page.goto("/plan/week")
    page.get_by_role("textbox").first.fill(LINE)
    page.get_by_role("button", name="Save").first.click()
    page.goto("/plan/print")
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Keep").first.click()
    expect(page.locator("[data-keep-plan] [role=status]")).to_have_text(
        "Kept. It opens without a signal, too."
    )


def test_the_plan_opens_without_a_signal_with_the_pin_and_not_without(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page = phone(chromium, served, contexts, who_uses_it="Only me")
    ready(page)
    keep(page)
    assert LINE not in page.evaluate(KEPT) and "kingfisher" not in page.evaluate(KEPT)
    served.stop()
    page.goto("/today")
    page.get_by_role("link", name="My plan on this phone").click()
    page.get_by_label("PIN").fill("0000")
    page.get_by_role("button", name="Open").click()
    expect(page.locator("[data-open-plan] [role=status]")).to_have_text(
        "This PIN is not right. Please try again."
    )
    assert "kingfisher" not in page.content()
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#plan")).to_contain_text(LINE)
    served.start()
    page.goto("/me")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.wait_for_timeout(300)
    assert page.evaluate(KEPT) is None


def test_on_a_shared_phone_it_is_not_offered(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page = phone(chromium, served, contexts)
    page.goto("/plan/print")
    expect(page.locator("#keeping")).to_contain_text("other people use this phone")
    assert page.locator("[data-keep-plan]").count() == 0
