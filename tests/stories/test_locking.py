"""Locked, left, and open again, in a real browser (J4, J13, J14)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import func, select

from companion.app import create_app
from companion.core import settings
from companion.core.db import db
from companion.records.cravings.models import Craving
from tests.stories.conftest import PASSWORD, PHONE, sign_in
from tests.stories.served import Served
from tests.stories.test_every_page import problems_at

PIN = "2749"
COVERED = "getComputedStyle(document.body).display === 'none'"
HIDE = """(state) => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  const began = performance.now();
  document.dispatchEvent(new Event("visibilitychange"));
  return [getComputedStyle(document.body).display, performance.now() - began];
}"""
KEPT = "() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("served"))
    yield server
    server.stop()


@pytest.fixture
def contexts() -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


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
    context.set_default_timeout(10_000)
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


def leaving(page: Page) -> tuple[Page, list[str]]:
    """The server is really told; where it leads is noted and not followed."""
    gone: list[str] = []

    def answer(route: Route) -> None:
        gone.append(route.fetch(max_redirects=0).headers["location"])
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route("**/leave", answer)
    return page, gone


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
