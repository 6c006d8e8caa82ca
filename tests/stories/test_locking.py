"""Locked, left, and open again, in a real browser (J4, J13, J14)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import func, select

from companion.app import create_app
from companion.core import settings
from companion.core.db import db
from companion.records.cravings.models import Craving
from tests.stories.conftest import PHONE
from tests.stories.locked import PIN, lock, phone
from tests.stories.served import Served
from tests.stories.test_every_page import problems_at

COVERED = "getComputedStyle(document.body).display === 'none'"
HIDE = """(state) => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  const began = performance.now();
  document.dispatchEvent(new Event("visibilitychange"));
  return [getComputedStyle(document.body).display, performance.now() - began];
}"""
KEPT = "() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])"


def cravings(served: Served) -> int:
    with create_app(settings.load(served.environment)).app_context():
        return db.session.scalar(select(func.count()).select_from(Craving)) or 0


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_craving_is_saved_while_it_is_locked(
    chromium: Browser, served: Served, contexts: list[BrowserContext], script: bool
) -> None:
    page = phone(chromium, served, contexts, script=script)
    lock(page)
    before = cravings(served)
    page.get_by_role("link", name="I have a craving").click()
    page.get_by_role("button", name="8, strong").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert cravings(served) == before + 1
    assert "Dana" not in page.content()
    for place in ("/cravings", "/journal", "/today"):
        page.goto(place)
        expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
        assert "Dana" not in page.content()
    page.get_by_role("link", name="Help now").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help now")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_locked_pages_are_open_to_every_body(
    chromium: Browser, served: Served, contexts: list[BrowserContext], language: str
) -> None:
    page = phone(chromium, served, contexts)
    lock(page)
    page.goto(f"/language/{language}?to=/lock")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for place in ("/lock", "/lock/craving", "/list"):
            assert problems_at(page, place, PHONE, scheme) == []


def test_out_of_sight_it_is_covered_and_back_shows_the_lock(
    chromium: Browser, served: Served, contexts: list[BrowserContext]
) -> None:
    page = phone(chromium, served, contexts)
    page.goto("/journal/new")
    page.get_by_role("textbox").first.fill("A kingfisher at dawn")
    display, took = page.evaluate(HIDE, "hidden")
    assert display == "none" and took < 100
    page.evaluate(HIDE, "visible")
    assert not page.evaluate(COVERED)
    lock(page)
    assert "kingfisher" not in page.evaluate(KEPT)
    page.go_back()
    page.wait_for_url("**/lock")
    page.get_by_label("PIN").evaluate("(field, pin) => (field.value = pin)", PIN)  # as pasting does
    page.get_by_role("button", name="Open").click()
    page.goto("/journal/new")
    expect(page.get_by_role("textbox").first).to_have_value("A kingfisher at dawn")


def test_five_wrong_pins_wait(chromium: Browser, served: Served, contexts: list[BrowserContext]) -> None:
    page = phone(chromium, served, contexts)
    lock(page)
    for _ in range(6):
        page.get_by_label("PIN").fill("9999")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Too many tries.")
    expect(page.get_by_role("link", name="I have a craving")).to_be_visible()


def test_a_finger_opens_it(chromium: Browser, served: Served, contexts: list[BrowserContext]) -> None:
    page = phone(chromium, served, contexts)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    checked = {"hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **checked}})
    page.goto("/settings/passkeys")
    page.get_by_label("Name of this phone or computer").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Use my finger or face").click()
    expect(page.get_by_role("listitem").filter(has_text="My phone")).to_be_visible()
    lock(page)
    page.get_by_role("button", name="Use my finger or face").click()
    page.wait_for_url("**/today")
    page.goto("/settings/passkeys")
    expect(page.get_by_role("listitem").filter(has_text="last used")).to_be_visible()
