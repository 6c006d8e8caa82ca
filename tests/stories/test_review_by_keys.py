"""A counselor goes through thirty clients without touching the mouse."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import DESK, sign_in
from tests.stories.served import free_port, wait_for

# Thirty who are enrolled, and two who have not begun yet.
CLIENTS = 32
# Everyone comes onto the caseload of the counselor who has the most clients: the demo's.
ONE_CASELOAD = """
    update care_team_members set counselor_id = (
        select counselor_id from care_team_members group by counselor_id order by count(*) desc limit 1)
"""
BRIEF = re.compile("/caseload/[0-9a-f-]{36}/brief")


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo clinic in which one counselor has thirty clients."""
    instance, port = tmp_path_factory.mktemp("thirty"), free_port()
    environment = {**os.environ, "PORT": str(port), "COMPANION_INSTANCE": str(instance)}
    command = [sys.executable, "-m", "companion"]
    made = ["demo", "--clients", str(CLIENTS - 1), "--weeks", "3"]
    subprocess.run([*command, *made], env=environment, check=True)
    put_on_one_caseload(instance)
    server = subprocess.Popen([*command, "serve"], env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def put_on_one_caseload(instance: Path) -> None:
    (file,) = instance.glob("*.sqlite3")
    with sqlite3.connect(file) as connection:
        connection.execute(ONE_CASELOAD)


@pytest.fixture
def desk(chromium: Browser, thirty: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=thirty, viewport=DESK, locale="en-US")
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    sign_in(page, "counselor@demo.example")
    yield page
    context.close()
    assert not problems, problems


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def go_on(page: Page, key: str = "j") -> str:
    """Press the key and wait until another client's page is there."""
    before = heading(page)
    page.keyboard.press(key)
    expect(page.locator("h1")).not_to_have_text(before)
    return heading(page)


def open_first(page: Page) -> list[str]:
    """The names in their order, with the first one's brief open."""
    page.goto("/caseload")
    names = page.locator("[data-row]").all_inner_texts()
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(names[0])
    return names


def test_j_goes_through_all_of_them_in_their_order_and_round_again(desk: Page) -> None:
    names = open_first(desk)
    assert len(names) == CLIENTS
    seen, addresses = [heading(desk)], {desk.url}
    for _ in names[1:]:
        seen.append(go_on(desk))
        assert BRIEF.search(desk.url)
        # Neutral, and of the page that is shown.
        assert desk.title() == "Brief"
        addresses.add(desk.url)
    assert seen == names
    assert len(addresses) == CLIENTS
    assert go_on(desk) == names[0]
    assert go_on(desk, "k") == names[-1]


def test_the_next_page_is_there_without_a_load_and_the_focus_is_on_its_heading(desk: Page) -> None:
    names = open_first(desk)
    desk.wait_for_load_state("networkidle")
    desk.evaluate("window.isSame = true")
    with desk.expect_response(lambda one: one.url.endswith("/brief/openings")) as opening:
        go_on(desk)
    assert opening.value.status == 204
    assert desk.evaluate("window.isSame") is True
    expect(desk.locator("h1")).to_be_focused()
    expect(desk.locator("#brief-actions")).to_contain_text(f"2 of {len(names)}")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement !== document.body")


def test_back_shows_the_client_before(desk: Page) -> None:
    names = open_first(desk)
    desk.wait_for_load_state("networkidle")
    first = desk.url
    go_on(desk)
    desk.wait_for_load_state("networkidle")
    go_on(desk)
    desk.go_back()
    expect(desk.locator("h1")).to_have_text(names[1])
    desk.go_back()
    expect(desk.locator("h1")).to_have_text(names[0])
    assert desk.url == first


def test_e_marks_and_goes_on_and_u_takes_it_back(desk: Page) -> None:
    names = open_first(desk)
    desk.wait_for_load_state("networkidle")
    assert go_on(desk) == names[1]
    assert go_on(desk, "e") == names[2]
    expect(desk.locator("#reviewed")).to_contain_text(f"{names[1]} reviewed.")
    assert go_on(desk, "u") == names[1]
    expect(desk.locator("#reviewed")).to_have_count(0)
    assert go_on(desk, "e") == names[2]
    desk.keyboard.press("Escape")
    expect(desk.locator("h1")).to_have_text("Caseload")
    row = desk.locator(".triage-row", has_text=names[1])
    expect(row).to_contain_text("Reviewed by Maya T.")


def test_keys_do_nothing_in_a_field_nor_with_a_modifier(desk: Page) -> None:
    desk.goto("/caseload")
    desk.keyboard.press("/")
    search = desk.locator("#words")
    expect(search).to_be_focused()
    desk.keyboard.type("je?gc")
    expect(search).to_have_value("je?gc")
    expect(desk.locator("#count")).to_contain_text(f"0 of {CLIENTS} clients.")
    assert desk.url.endswith("/caseload")
    search.fill("")
    expect(desk.locator("[data-row]")).to_have_count(CLIENTS)
    open_first(desk)
    before = heading(desk)
    for keys in ("Control+j", "Alt+j", "Meta+j"):
        desk.keyboard.press(keys)
    assert heading(desk) == before


def test_two_keys_lead_to_the_lists_and_the_question_mark_to_all_keys(desk: Page) -> None:
    open_first(desk)
    for second, path in (("m", "/inbox"), ("g", "/groups"), ("c", "/caseload")):
        desk.keyboard.press("g")
        desk.keyboard.press(second)
        desk.wait_for_url(f"**{path}")
    desk.keyboard.press("?")
    desk.wait_for_url("**/settings/keys")
    expect(desk.locator("h1")).to_have_text("Shortcut keys")
    desk.keyboard.press("Escape")
    desk.wait_for_url("**/caseload")


def test_keys_can_be_changed_and_turned_off(desk: Page) -> None:
    desk.goto("/settings/keys")
    desk.get_by_label("Next client").fill("x")
    desk.get_by_role("button", name="Save").click()
    names = open_by_click(desk)
    expect(desk.locator("a[data-ahead] kbd")).to_have_text("x")
    assert go_on(desk, "x") == names[1]
    expect(desk.locator("a[data-ahead] kbd")).to_have_text("x")
    desk.keyboard.press("j")
    assert heading(desk) == names[1]
    desk.goto("/settings/keys")
    desk.get_by_label("Use shortcut keys").uncheck()
    desk.get_by_role("button", name="Save").click()
    names = open_by_click(desk)
    expect(desk.locator("a[data-ahead] kbd")).to_be_hidden()
    desk.keyboard.press("x")
    assert heading(desk) == names[0]
    desk.get_by_role("link", name="Next").click()
    expect(desk.locator("h1")).to_have_text(names[1])
    desk.goto("/settings/keys")
    desk.get_by_role("button", name="Use the usual keys again").click()
    assert open_first(desk)


def open_by_click(page: Page) -> list[str]:
    page.goto("/caseload")
    names = page.locator("[data-row]").all_inner_texts()
    page.locator("[data-row]").first.click()
    expect(page.locator("h1")).to_have_text(names[0])
    return names
