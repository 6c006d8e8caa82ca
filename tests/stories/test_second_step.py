"""A second step with an app, and a passkey instead of all typing, in a real browser."""

from __future__ import annotations

import time

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stories.conftest import DESK, PASSWORD, PHONE, sign_in
from tests.stories.served import Served
from tests.stories.test_every_page import problems_at

KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
CHECKED = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
CLIENT, COUNSELOR = "client@demo.example", "counselor@demo.example"


def opened(
    chromium: Browser,
    served: Served,
    contexts: list[BrowserContext],
    *,
    script: bool = True,
    who: str = CLIENT,
) -> Page:
    size = PHONE if who == CLIENT else DESK
    context = chromium.new_context(
        base_url=served.address, viewport=size, locale="en-US", java_script_enabled=script
    )
    context.set_default_timeout(30_000)
    contexts.append(context)
    page = context.new_page()
    sign_in(page, who)
    return page


def sign_out(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def next_code(secret: str, used: str | None = None) -> str:
    """One that was not used yet: after a use, half a minute later there is another."""
    for _ in range(70):
        code = pyotp.TOTP(secret).now()
        if code != used:
            return code
        time.sleep(0.5)
    raise AssertionError("The code stays the same.")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_app_is_set_up_and_asked_for_and_turned_off(
    chromium: Browser, served: Served, contexts: list[BrowserContext], script: bool
) -> None:
    page = opened(chromium, served, contexts, script=script)
    page.goto("/settings")
    page.get_by_role("link", name="Second step").click()
    page.get_by_label("Your password again").fill(PASSWORD)
    page.get_by_role("button", name="Set up the app").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    code = next_code(secret)
    page.get_by_label("Code from your app").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes on paper")
    paper = page.locator("code").first.inner_text()
    page.get_by_role("link", name="I have them").click()
    for wrong, right in (("000000", next_code(secret, code)), (None, paper)):
        sign_out(page)
        sign_in(page, CLIENT)
        expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
        assert "Dana" not in page.content()
        if wrong:
            page.get_by_label("Code").fill(wrong)
            page.get_by_role("button", name="Go on").click()
            expect(page.get_by_role("alert").first).to_contain_text("This code is not right.")
        page.get_by_label("Code").fill(right)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url("**/today")
    page.goto("/settings/second-step")
    page.get_by_label("Your password again").fill(PASSWORD)
    page.get_by_role("button", name="Turn the app off").click()
    expect(page.get_by_role("button", name="Set up the app")).to_be_visible()


@pytest.mark.parametrize(("who", "home"), [(CLIENT, "/today"), (COUNSELOR, "/caseload")])
def test_a_passkey_signs_in_without_typing(
    chromium: Browser, served: Served, contexts: list[BrowserContext], who: str, home: str
) -> None:
    page = opened(chromium, served, contexts, who=who)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, **CHECKED}})
    page.goto("/settings")
    page.get_by_role("link", name="Passkeys").click()
    page.get_by_label("Name of this phone or computer").fill("My phone")
    page.get_by_label("Your password again").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Use my finger or face").click()
    expect(page.get_by_role("listitem").filter(has_text="My phone")).to_be_visible()
    page.request.post("/sign-out", form={"csrf_token": page.locator("[name=csrf_token]").first.input_value()})
    page.goto("/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"**{home}")
    page.goto("/settings/passkeys")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("listitem").filter(has_text="My phone")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_open_to_every_body(
    chromium: Browser, served: Served, contexts: list[BrowserContext], language: str
) -> None:
    page = opened(chromium, served, contexts)
    page.goto(f"/language/{language}?to=/settings/second-step")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for place in ("/settings/second-step", "/settings/passkeys"):
            assert problems_at(page, place, PHONE, scheme) == []
