"""A browser that is signed in and ready for a time without a signal."""

from __future__ import annotations

import time

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import func, select

from companion.core.db import db
from companion.records.cravings.models import Craving
from companion.records.journal.models import Entry
from tests.stories.conftest import PHONE, sign_in

SEND = "async () => (await navigator.serviceWorker.ready).active.postMessage({ say: 'send' })"
COUNT = """() => new Promise((resolve) => {
  const asking = indexedDB.open("companion");
  asking.onsuccess = () => {
    const counting = asking.result.transaction("entries").objectStore("entries").count();
    counting.onsuccess = () => { asking.result.close(); resolve(counting.result); };
  };
})"""


def phone_of(
    chromium: Browser,
    phones: list[BrowserContext],
    address: str,
    language: str = "en",
    who: str = "client",
) -> Page:
    """Signed in, and with the pages ready that work without a signal."""
    context = chromium.new_context(base_url=address, viewport=PHONE, locale="en-US")
    context.set_default_timeout(30_000)
    phones.append(context)
    page = context.new_page()
    sign_in(page, f"{who}@demo.example")
    if language != "en":
        page.goto(f"/language/{language}?to=/today")
    ready(page)
    return page


def ready(page: Page) -> None:
    for _ in range(150):
        if page.evaluate("navigator.serviceWorker.controller !== null") and is_known(page):
            return
        time.sleep(0.1)
    raise AssertionError("The worker did not take over.")


def is_known(page: Page) -> bool:
    return bool(page.locator("#sync:not([hidden])").count())


def waiting(page: Page) -> int:
    return int(page.evaluate(COUNT))


def until_sent(page: Page, patience: float = 20) -> None:
    limit = time.monotonic() + patience
    while waiting(page):
        assert time.monotonic() < limit, f"{waiting(page)} entries still wait"
        page.evaluate(SEND)
        time.sleep(0.1)


def count(stored: Flask, model: type[Craving | Entry]) -> int:
    with stored.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0
