"""The counselor takes the attendance of a group of twelve: one tap a person, on one screen."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import DESK, sign_in
from tests.stories.served import free_port, wait_for

PEOPLE = 12
NEWEST_OF_TWELVE = """
    select appointment_id from attendances
    group by appointment_id having count(*) = ? order by max(starts_at) desc limit 1
"""


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a session of twelve, in a demo clinic that is large enough to have one."""
    instance, port = tmp_path_factory.mktemp("large"), free_port()
    environment = {**os.environ, "PORT": str(port), "COMPANION_INSTANCE": str(instance)}
    command = [sys.executable, "-m", "companion"]
    subprocess.run([*command, "demo", "--clients", "26", "--weeks", "2"], env=environment, check=True)
    server = subprocess.Popen([*command, "serve"], env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}/groups/{session_of_twelve(instance)}"
    finally:
        server.terminate()
        server.wait(20)


def session_of_twelve(instance: Path) -> UUID:
    (file,) = instance.glob("*.sqlite3")
    (found,) = sqlite3.connect(file).execute(NEWEST_OF_TWELVE, (PEOPLE,)).fetchone()
    return UUID(found)


@pytest.mark.parametrize("has_javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_roster_of_twelve_is_taken_in_twelve_taps(
    chromium: Browser, group: str, has_javascript: bool
) -> None:
    host = group.partition("/groups")[0]
    context = chromium.new_context(
        base_url=host, viewport=DESK, locale="en-US", java_script_enabled=has_javascript
    )
    page = context.new_page()
    sign_in(page, "counselor@demo.example")
    page.goto(group)
    undo_all(page)
    assert_no_scrolling_is_needed(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    names = ["Here"] * (PEOPLE - 4) + ["Late", "Left early", "Excused", "Absent"]
    for number, name in enumerate(names):
        row = page.locator(".roster-row").nth(number)
        row.get_by_role("button", name=name).click()
        expect(row).to_contain_text("Marked by Maya T.")
        expect(page.locator("#marked")).to_have_text(f"{number + 1} of {PEOPLE} marked")
    assert len(sent) == PEOPLE
    for number, name in enumerate(names):
        expect(page.locator(".roster-row").nth(number)).to_contain_text(name)
    assert page.get_by_role("button", pressed=True).count() >= PEOPLE
    set_minutes(page, has_javascript)
    page.goto(group)
    assert_no_scrolling_is_needed(page)
    context.close()


def set_minutes(page: Page, has_javascript: bool) -> None:
    late = page.locator(".roster-row").nth(PEOPLE - 4)
    late.get_by_label("Minutes missed").select_option("35")
    if not has_javascript:
        late.get_by_role("button", name="Set").click()
    expect(late).to_contain_text("Late, 35 minutes")


def undo_all(page: Page) -> None:
    """The demo has its past sessions marked; here they are taken anew."""
    for number in range(PEOPLE):
        row = page.locator(".roster-row").nth(number)
        row.get_by_role("button", name="Undo").click()
        expect(row).to_contain_text("Not marked yet")
    expect(page.locator("#marked")).to_have_text(f"0 of {PEOPLE} marked")
    page.goto(page.url.partition("#")[0])


def assert_no_scrolling_is_needed(page: Page) -> None:
    """Every row stands wholly on the screen as the page opens."""
    rows = page.locator(".roster-row")
    assert rows.count() == PEOPLE
    boxes = [rows.nth(number).bounding_box() for number in range(PEOPLE)]
    assert all(box and box["y"] >= 0 and box["y"] + box["height"] <= DESK["height"] for box in boxes), boxes
