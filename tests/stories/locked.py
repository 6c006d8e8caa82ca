"""Dana's phone with a lock on it."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stories.conftest import PASSWORD, PHONE, sign_in
from tests.stories.served import Served

PIN = "2749"


def phone(
    chromium: Browser,
    served: Served,
    contexts: list[BrowserContext],
    *,
    script: bool = True,
    who_uses_it: str = "Others too",
    worker: Literal["allow", "block"] = "allow",
) -> Page:
    """Dana's, with a lock."""
    context = chromium.new_context(
        base_url=served.address,
        viewport=PHONE,
        locale="en-US",
        java_script_enabled=script,
        service_workers=worker,
    )
    context.set_default_timeout(30_000)
    contexts.append(context)
    page = context.new_page()
    sign_in(page, "client@demo.example")
    page.goto("/settings")
    page.get_by_role("link", name="Lock and Leave").click()
    page.get_by_label("With a PIN").check()
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_label("1 min", exact=True).check()
    page.get_by_label(who_uses_it).check()
    page.get_by_label("Your password again").fill(PASSWORD)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    return page


def lock(page: Page) -> None:
    page.goto("/settings/lock")
    page.get_by_role("button", name="Lock now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
