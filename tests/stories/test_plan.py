"""The plan in a real browser: the safety plan's questions, the lines of a part, and both on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Open

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
ANSWERS = [
    "I stay in bed",
    "Cold water",
    "The pier",
    "My brother, 555 0100",
    "The night clinic",
    "No bottles here",
]
# What needs the most room: capitals, one long line, and many short ones.
LONG = [("w " * 80)[:160], "W" * 160, "心" * 160, "\U0001f49a" * 80, "iiiiiiiii " * 16]


@BOTH
def test_the_safety_plan_is_written_question_by_question(open_browser: Open, script: bool) -> None:
    page = open_browser("client-2" if script else "client-3", java_script_enabled=script)
    page.goto("/me")
    page.get_by_role("link", name=re.compile("^My plan")).click()
    page.get_by_role("link", name="Open my safety plan").click()
    page.get_by_role("link", name="Start").click()
    for number, answer in enumerate(ANSWERS, 1):
        expect(page.get_by_text(f"Safety plan: {number} of 6")).to_be_visible()
        page.get_by_label("Your answer").fill(answer)
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My safety plan")
    for answer in ANSWERS:
        expect(page.get_by_text(answer)).to_be_visible()
    page.get_by_role("link", name="Change Places and people").click()
    expect(page.get_by_label("Your answer")).to_have_value("The pier")
    page.get_by_label("Your answer").fill("The library")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The library")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Change Signs I notice").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My safety plan")


@BOTH
def test_lines_are_added_ordered_removed_and_put_back(open_browser: Open, script: bool) -> None:
    page = open_browser("client-4" if script else "client-6", java_script_enabled=script)
    for words in ("The library", "The pier"):
        page.goto("/plan/new?part=place")
        page.get_by_label("In your own words").fill(words)
        page.get_by_role("button", name="Save", exact=True).click()
    lines = page.locator("#part-place summary > span")
    expect(lines).to_have_text(["The library", "The pier"])
    page.locator("#part-place summary").last.click()
    page.get_by_role("button", name="Move up The pier").click()
    expect(lines).to_have_text(["The pier", "The library"])
    if script:
        expect(page.locator("#part-place summary").first).to_be_focused()
    else:
        page.locator("#part-place summary").first.click()
    page.get_by_role("button", name="Remove The pier").click()
    expect(lines).to_have_text(["The library"])
    page.get_by_role("button", name="Undo").click()
    expect(lines).to_have_text(["The pier", "The library"])


@pytest.mark.parametrize("who", ["client", "client-1", "client-7"], ids=["usual", "empty", "full"])
def test_the_plan_is_one_page_of_paper_in_light_and_dark(open_browser: Open, who: str) -> None:
    page = open_browser(who)
    if who == "client-7":
        fill(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in ("/plan/print", "/plan/print?fold=1"):
            page.goto(address)
            assert pages_in(page.pdf(prefer_css_page_size=True)) == 1, f"{who} at {address}"
    page.emulate_media(media="print")
    for panel in page.locator(".panel").all():
        assert panel.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), panel.inner_text()
    text = page.locator("body").inner_text()
    assert "Call or text 988." in text
    assert "Keep on this phone" not in text
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def fill(page: Page) -> None:
    """As much as the plan takes, of what needs the most room."""
    page.goto("/plan/new")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.content())[0]
    for part in ("trigger", "sign", "action", "script", "place", "reason"):
        for number in range(20):
            form = {"part": part, "words": LONG[number % 5], "risk": "urge", "submission_id": uuid(page)}
            send(page, "/plan/new", token, form)
    for number in range(1, 7):
        send(page, "/plan/safety/question", token, {"number": str(number), "words": LONG[number % 5] * 3})
    send(page, "/plan/week", token, {"words": LONG[1]})


def send(page: Page, address: str, token: str, form: dict[str, str]) -> None:
    answer = page.request.post(address, form={"csrf_token": token, **form}, max_redirects=0)
    assert answer.status == 303, f"{address}: {answer.status}"


def uuid(page: Page) -> str:
    return str(page.evaluate("crypto.randomUUID()"))


def pages_in(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))
