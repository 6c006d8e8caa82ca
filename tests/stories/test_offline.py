"""Without a signal: nothing is lost, nothing is doubled, and help is one tap away (J1, J3, J6, J11, J23)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from companion.app import create_app
from companion.core import settings
from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.journal.models import Entry
from tests.stories.conftest import sign_in
from tests.stories.phones import SEND, count, phone_of, until_sent, waiting
from tests.stories.served import Network, Served

SEED = 20261126
SLOW = """const said = ServiceWorker.prototype.postMessage;
ServiceWorker.prototype.postMessage = function (...about) {
  setTimeout(() => said.apply(this, about), 1000);
};"""
ADD = """async ([first, last]) => {
  for (let number = first; number < last; number += 1) {
    const body = new URLSearchParams({ submission_id: "", audience: "me", body: `Entry ${number}` });
    await fetch("/journal/new", { method: "POST", body, headers: { "HX-Request": "true" } });
  }
}"""


@pytest.fixture
def stored(served: Served) -> Flask:
    return create_app(settings.load(served.environment))


@pytest.fixture
def phones(chromium: Browser, served: Served) -> Iterator[list[BrowserContext]]:
    served.start()
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()
    served.start()


def log_craving(page: Page, strength: str, start: str = "/today") -> float:
    """Two taps. Says how long the answer took."""
    page.goto(start)
    page.get_by_role("link", name=re.compile("I have a craving|Tengo un antojo|Tengo ganas")).click()
    began = time.monotonic()
    page.get_by_role("button", name=strength).click()
    page.wait_for_url(re.compile("/choose"))
    return time.monotonic() - began


def test_a_craving_without_a_server_waits_and_is_sent_once(
    chromium: Browser, phones: list[BrowserContext], served: Served, stored: Flask
) -> None:
    page, before = phone_of(chromium, phones, served.address), count(stored, Craving)
    served.stop()
    took = log_craving(page, "8, strong")
    assert took < 5
    expect(page.locator("#kept")).to_contain_text("Saved on this phone")
    expect(page.locator("#sync")).to_have_text("Saved on this phone. 1 waiting to send.")
    page.locator("article a").first.click()
    page.get_by_role("button", name="3, low").click()
    expect(page.locator("h1")).to_have_text("Saved on this phone")
    served.start()
    page.goto("/today")
    until_sent(page)
    expect(page.locator("#sync")).to_have_text("All saved")
    assert count(stored, Craving) == before + 1
    page.goto("/cravings")
    expect(page.get_by_text("From 8 to 3").first).to_be_visible()


def test_help_is_one_tap_from_everywhere_without_a_server(
    chromium: Browser, phones: list[BrowserContext], served: Served
) -> None:
    page = phone_of(chromium, phones, served.address)
    for path in ("/today", "/skills", "/journal", "/messages", "/plan", "/settings", "/cravings/new", "/me"):
        served.start()
        page.goto(path)
        served.stop()
        began = time.monotonic()
        page.get_by_role("link", name="Help now").last.click()
        expect(page.locator("h1")).to_have_text("Help now")
        assert time.monotonic() - began < 3, "far above half a second, for a busy machine"
        assert page.locator('main a[href^="tel:"]').first.get_attribute("href") == "tel:988"


def test_in_spanish_the_phone_speaks_spanish_without_a_server(
    chromium: Browser, phones: list[BrowserContext], served: Served
) -> None:
    page = phone_of(chromium, phones, served.address, language="es")
    served.stop()
    page.set_viewport_size({"width": 320, "height": 568})
    for path in (
        "/today",
        "/cravings/new",
        "/check-in",
        "/journal/new",
        "/used/new",
        "/skills",
        "/skills/paced-breath",
        "/help",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.lang") == "es"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert "AYUDA" in (page.locator('main a[href^="sms:"]').first.get_attribute("href") or "")
    page.goto("/cravings/new")
    page.locator(".scale button").nth(7).click()
    expect(page.locator("#kept")).to_contain_text("Guardado en este teléfono")


def test_a_part_of_a_page_is_answered_with_a_part(
    chromium: Browser, phones: list[BrowserContext], served: Served, stored: Flask
) -> None:
    page, before = phone_of(chromium, phones, served.address), count(stored, Craving)
    served.stop()
    answer = page.evaluate("""async () => {
      const body = new URLSearchParams({ submission_id: "", strength: "4" });
      const headers = { "HX-Request": "true" };
      const answer = await fetch("/cravings/new", { method: "POST", body, headers });
      return [answer.status, await answer.text()];
    }""")
    assert answer[0] == 200 and "Saved on this phone" in answer[1] and "<html" not in answer[1]
    served.start()
    until_sent(page)
    assert count(stored, Craving) == before + 1


def test_two_phones_that_were_both_away_lose_and_double_nothing(
    chromium: Browser, phones: list[BrowserContext], served: Served, stored: Flask
) -> None:
    one, two = (phone_of(chromium, phones, served.address) for _ in range(2))
    before = count(stored, Craving)
    served.stop()
    for page, strength in ((one, "1, low"), (two, "2, low"), (one, "9, strong"), (two, "4, medium")):
        log_craving(page, strength)
    served.start()
    for page in (two, one):
        page.goto("/today")
        until_sent(page)
    with stored.app_context():
        newest = select(Craving.strength).order_by(Craving.occurred_at.desc()).limit(4)
        assert list(db.session.scalars(newest)) == [4, 9, 2, 1]
    assert count(stored, Craving) == before + 4
    expect(one.locator("dialog[open]")).to_have_count(0)


def test_what_waits_is_nobody_elses_and_signing_out_asks_first(
    chromium: Browser, phones: list[BrowserContext], served: Served, stored: Flask
) -> None:
    page, before = phone_of(chromium, phones, served.address), count(stored, Craving)
    served.stop()
    log_craving(page, "6, medium")
    # Before the server is back: else the phone may be quicker.
    page.context.route("**/offline/entries", lambda route: route.abort())
    served.start()
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.locator("h1")).to_have_text("Some entries are not sent")
    expect(page.locator("#waiting-said")).to_have_text("1 entry is not sent.")
    page.get_by_role("button", name="Sign out and keep them here").click()
    page.wait_for_url("**/sign-in")
    sign_in(page, "supporter@demo.example")
    assert waiting(page) == 1
    page.context.unroute("**/offline/entries")
    page.evaluate(SEND)
    time.sleep(1)
    assert (waiting(page), count(stored, Craving)) == (1, before), "somebody else sent it"
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in(page, "client@demo.example")
    until_sent(page)
    assert count(stored, Craving) == before + 1


def test_a_page_that_has_not_heard_yet_what_waits_asks_too(
    chromium: Browser, phones: list[BrowserContext], served: Served
) -> None:
    page = phone_of(chromium, phones, served.address)
    served.stop()
    log_craving(page, "6, medium")
    page.context.route("**/offline/entries", lambda route: route.abort())
    served.start()
    page.add_init_script(SLOW)
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.locator("h1")).to_have_text("Some entries are not sent")


def test_nothing_that_was_typed_can_be_read_from_the_phone(
    chromium: Browser, phones: list[BrowserContext], served: Served
) -> None:
    page = phone_of(chromium, phones, served.address)
    served.stop()
    page.goto("/journal/new")
    page.get_by_role("textbox").fill("A kingfisher at dawn")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Saved on this phone")
    kept = page.evaluate(
        """async () => {
          const rows = await new Promise((resolve) => {
            const asking = indexedDB.open("companion");
            asking.onsuccess = () => {
              const all = asking.result.transaction("entries").objectStore("entries").getAll();
              all.onsuccess = () => resolve(all.result);
            };
          });
          let pages = "";
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const one of await cache.matchAll()) pages += await one.text();
          }
          return [JSON.stringify(rows) + JSON.stringify({ ...localStorage, ...sessionStorage }), pages];
        }"""
    )
    assert "kingfisher" not in "".join(kept) and "journal" not in kept[0]
    assert "Dana" not in kept[1], "a page of somebody's is kept for a time without a signal"


def test_a_thousand_entries_over_a_broken_network_arrive_once_and_in_order(
    chromium: Browser, phones: list[BrowserContext], served: Served, stored: Flask
) -> None:
    network = Network(served.port, SEED)
    page, before = phone_of(chromium, phones, network.address), count(stored, Entry)
    for first in (0, 500):
        network.is_away = True
        page.evaluate(ADD, [first, first + 500])
        assert waiting(page) == 500
        network.is_away, network.share_of_faults = False, 0.4
        until_sent(page, patience=240)
    network.arrive_late()
    network.close()
    assert all(network.met.values()), network.met
    with stored.app_context():
        newest = select(Entry).order_by(Entry.written_at.desc(), Entry.id.desc()).limit(1000)
        bodies = [entry.body for entry in db.session.scalars(newest)][::-1]
    assert bodies == [f"Entry {number}" for number in range(1000)]
    assert count(stored, Entry) == before + 1000
