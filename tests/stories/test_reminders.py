"""Reminders in a real browser: turned on with and without a script, and a notice that says nothing (J15)."""

from __future__ import annotations

import json
import time
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import Open

SHOWN = """async () => {
  const ready = await navigator.serviceWorker.ready;
  return (await ready.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
}"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_reminders_are_off_until_turned_on_and_pause(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/settings")
    page.get_by_role("link", name="Reminders").click()
    card = page.locator("#way-app")
    if card.get_by_role("button", name="Turn off").count():
        card.get_by_role("button", name="Turn off").click()
    card.get_by_role("button", name="Yes, turn on").click()
    expect(card.get_by_role("button", name="Turn off")).to_be_visible()
    page.get_by_role("group", name="Check-in", exact=True).get_by_label("In this app").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    page.get_by_role("button", name="Pause for 7 days").click()
    expect(page.locator("main")).to_contain_text("Paused until")
    page.get_by_role("button", name="Start again now").click()
    expect(page.get_by_role("button", name="Pause for 7 days")).to_be_visible()


def test_a_notice_says_one_line_once(open_browser: Open) -> None:
    page = open_browser("client", permissions=["notifications"])
    page.goto("/today")
    page.wait_for_selector("#sync:not([hidden])", state="attached")
    devtools = page.context.new_cdp_session(page)
    registrations: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(one["registrationId"] for one in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    limit = time.monotonic() + 10
    while not registrations and time.monotonic() < limit:
        page.wait_for_timeout(50)
    notice = json.dumps({"text": "You have a reminder.", "id": str(uuid4())})
    for _ in range(2):
        message = {"origin": page.evaluate("location.origin"), "registrationId": registrations[0]}
        devtools.send("ServiceWorker.deliverPushMessage", {**message, "data": notice})
    while len(shown := page.evaluate(SHOWN)) < 1 and time.monotonic() < limit:
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    shown = page.evaluate(SHOWN)
    assert [(one["title"], one["body"]) for one in shown] == [("You have a reminder.", "")]
