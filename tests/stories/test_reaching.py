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
    who, other = f"Lena {with_script}", f"May {with_script}"
    lena, may = (open_browser(None, java_script_enabled=with_script) for _ in range(2))
    for page, name in ((lena, who), (may, other)):
        email = f"{name.replace(' ', '-')}@people.example".lower()
        accept(page, *invite(client, email, "What I ask for help with", name))
    let_a_day_pass(tmp_path_factory)
    words = f"{ASK} {with_script}"
    client.goto("/sharing/asks/new")
    client.get_by_label("What do you ask for?").fill(words)
    for box in client.locator("input[name=people]").all():
        box.check()
    client.get_by_role("button", name="Ask", exact=True).click()
    expect(client.get_by_text("No one has said yes so far.").first).to_be_visible()
    lena.reload()
    lena.get_by_role("button", name="I can do it").click()
    expect(lena.locator("#asks")).to_contain_text("You do it.")
    may.reload()
    expect(may.locator("#asks").get_by_text(words, exact=True)).to_be_visible()
    expect(may.locator("#asks")).to_contain_text("Someone does it.")
    assert "Lena" not in may.content()
    lena.get_by_role("button", name="I can’t after all").click()
    client.goto("/today")
    expect(client.locator("#given-back")).to_contain_text(words)
    client.goto("/help")
    client.get_by_role("button", name=f"Ask {who} to talk").first.click()
    expect(client.get_by_role("heading", level=1)).to_have_text("You asked someone to talk")
    expect(client.get_by_role("link", name="Call 988. Free. Any time.")).to_be_visible()
