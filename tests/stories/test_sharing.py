"""A client invites somebody, shows a little, and stops, in real browsers."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import PASSWORD, Open

NEW = "five loud yellow kettles"
LINE = "Walk with me after work"
KEPT = """async () => {
  const caches_ = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) caches_.push(await (await cache.match(request)).text());
  }
  return [...caches_, JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})].join(" ");
}"""


@pytest.fixture
def hurry(clinic: str, tmp_path_factory: pytest.TempPathFactory) -> object:
    """A day passes: what was signed begins. The server's own clock cannot be moved from here."""
    path = tmp_path_factory.getbasetemp() / "clinic0" / "companion.sqlite3"

    def pass_a_day() -> None:
        with sqlite3.connect(path, timeout=10) as database:
            database.execute("update consents set begins_at = signed_at")
        database.close()

    return pass_a_day


def invite(client: Page, email: str, thing: str = "How today is", name: str = "Nico P.") -> tuple[str, str]:
    """The path of the link, and the code."""
    client.goto("/sharing/new")
    client.get_by_label("Their name").fill(name)
    client.get_by_label("Who they are to you").fill("Brother")
    client.get_by_label("Their email").fill(email)
    client.get_by_label("They are 18 or older").check()
    client.get_by_label(thing).check()
    client.get_by_role("button", name="Read it before you sign").click()
    expect(client.get_by_role("heading", level=1)).to_have_text("Read it and sign")
    expect(client.locator("#elements")).to_contain_text(thing)
    client.get_by_label("Your full name, as your signature").fill("Dana Reyes")
    again = client.get_by_label("Your password again")
    if again.count():  # not where it was asked for within the last minutes
        again.fill(PASSWORD)
    client.get_by_role("button", name="Sign", exact=True).click()
    link = client.locator("#link-address").input_value()
    return "/welcome/" + link.rpartition("/")[2], client.locator(".code").inner_text()


def accept(page: Page, link: str, code: str) -> None:
    page.goto(link)
    page.get_by_label("New password").fill(NEW)
    page.locator("main").get_by_role("button", name="Start").click()
    page.get_by_role("link", name="You have an invitation").click()
    assert "Dana" not in page.content()
    page.get_by_label("The code").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Federal confidentiality rules")).to_be_visible()
    page.get_by_label("I have read this notice").check()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How to help Dana")


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without"])
def test_invite_accept_see_and_stop(open_browser: Open, hurry: object, with_script: bool) -> None:
    client = open_browser("client", java_script_enabled=with_script)
    client.goto("/sharing/today")
    client.get_by_label("Or in your own words").fill(LINE)
    client.get_by_role("button", name="Save").click()
    link, code = invite(client, f"nico-{with_script}@people.example".lower())
    supporter = open_browser(None, java_script_enabled=with_script)
    accept(supporter, link, code)
    expect(supporter.get_by_text("Nothing is shared right now.")).to_be_visible()
    hurry()  # type: ignore[operator]  # a fixture that is a function
    supporter.reload()
    expect(supporter.get_by_text(LINE)).to_be_visible()
    stop(client)
    supporter.get_by_role("link", name="The rules for what you see here").click()
    expect(supporter.get_by_role("heading", level=1)).to_have_text("The rules for what you see here")
    supporter.get_by_role("link", name="Back").click()
    expect(supporter.get_by_text("Nothing is shared right now.")).to_be_visible()
    assert LINE not in supporter.content()
    supporter.go_back()
    supporter.go_back()
    expect(supporter.get_by_text("Nothing is shared right now.")).to_be_visible()
    assert LINE not in supporter.content()
    if with_script:
        assert LINE not in supporter.evaluate(KEPT)
    take_off(client)
    assert not supporter.problems, supporter.problems  # type: ignore[attr-defined]  # noted by open_browser


def stop(client: Page) -> None:
    client.goto("/sharing")
    client.get_by_role("listitem").filter(has_text="Nico P.").get_by_role("button").click()
    expect(client.get_by_role("heading", name="Is anyone pressing you to share?")).to_be_visible()
    expect(client.get_by_text("This person sees nothing of yours now.")).to_be_visible()


def take_off(client: Page) -> None:
    """So that the other story finds one person of that name."""
    client.goto("/sharing")
    client.get_by_role("listitem").filter(has_text="Nico P.").get_by_role(
        "link", name="See and change"
    ).click()
    client.get_by_role("link", name="Take off the list").click()
    client.get_by_role("button", name="Take off the list").click()
    expect(client.get_by_text("Nico P.")).to_have_count(0)


def test_an_open_page_of_a_stopped_share_comes_back_from_the_history_with_nothing(open_browser: Open) -> None:
    """The back/forward cache must not bring back what was on the screen."""
    client, aunt = open_browser("client"), open_browser("supporter")
    aunt.goto("/supporting")
    expect(aunt.get_by_text("chose what shows here")).to_be_visible()
    aunt.get_by_role("link", name="Settings").click()
    client.goto("/sharing")
    client.get_by_role("listitem").filter(has_text="Aunt").get_by_role("button").click()
    expect(client.get_by_text("This person sees nothing of yours now.")).to_be_visible()
    aunt.go_back()
    expect(aunt.get_by_text("Nothing is shared right now.")).to_be_visible()
    assert "chose what shows here" not in aunt.content()
