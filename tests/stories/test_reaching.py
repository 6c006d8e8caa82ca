"""A client asks for something, one supporter does it, another sees that; one tap asks somebody to talk."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import Open
from tests.stories.test_sharing import accept, invite

ASK = "Ride on Tuesday at half past five"


def let_a_day_pass(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was signed begins. The server's own clock cannot be moved from here."""
    path = tmp_path_factory.getbasetemp() / "clinic0" / "companion.sqlite3"
    with sqlite3.connect(path, timeout=10) as database:
        database.execute("update consents set begins_at = signed_at")
    database.close()


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without"])
def test_one_says_yes_and_the_other_sees_it(
    open_browser: Open, tmp_path_factory: pytest.TempPathFactory, clinic: str, with_script: bool
) -> None:
    client = open_browser("client", java_script_enabled=with_script)
    name = f"nico-asks-{with_script}@people.example".lower()
    link, code = invite(client, name, "What I ask for help with")
    nico = open_browser(None, java_script_enabled=with_script)
    accept(nico, link, code)
    let_a_day_pass(tmp_path_factory)
    aunt = open_browser("supporter", java_script_enabled=with_script)
    words = f"{ASK} {with_script}"
    client.goto("/sharing/asks/new")
    client.get_by_label("What do you ask for?").fill(words)
    for box in client.locator("input[name=people]").all():
        box.check()
    client.get_by_role("button", name="Ask", exact=True).click()
    expect(client.get_by_text("No one has said yes so far.").first).to_be_visible()
    nico.reload()
    nico.get_by_role("button", name="I can do it").click()
    expect(nico.locator("#asks")).to_contain_text("You do it.")
    aunt.goto("/supporting")
    expect(aunt.locator("#asks").get_by_text(words, exact=True)).to_be_visible()
    expect(aunt.locator("#asks")).to_contain_text("Someone does it.")
    assert "Nico" not in aunt.content()
    nico.get_by_role("button", name="I can’t after all").click()
    client.goto("/today")
    expect(client.locator("#given-back")).to_contain_text(words)
    client.goto("/help")
    client.get_by_role("button", name="Ask Nico P. to talk").first.click()
    expect(client.get_by_role("heading", level=1)).to_have_text("You asked someone to talk")
    expect(client.get_by_role("link", name="Call 988. Free. Any time.")).to_be_visible()
