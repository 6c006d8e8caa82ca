"""The five minutes before a session: the brief of every demo client is one page, read with no click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open

MOST_WORDS, MOST_TALL = 220, 1000
ORDER = [
    "Look at first",
    "wants to talk about",
    "Since you last met|The last 7 days",
    "Going well",
    "words",
    "Charts",
    "Asked to practice",
    "Attendance",
    "Waiting for a reply",
    "My note for this session",
]
# What stands on the page to be read: not what is hidden, nor what a chart says beside its marks.
WORDS = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const place = walker.currentNode.parentElement;
    const isChart = place.closest("svg, figure, .squares, .vh, select, script");
    if (isChart || !place.checkVisibility({ checkVisibilityCSS: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    if (!range.getClientRects().length) continue;
    const found = walker.currentNode.textContent.split(/\\s+/);
    words.push(...found.filter((word) => /[\\p{L}\\p{N}]/u.test(word)));
  }
  return words;
}"""


def briefs(page: Page) -> list[str]:
    page.goto("/caseload")
    links = page.locator("main a[href$='/brief']").evaluate_all("all => all.map((one) => one.pathname)")
    found = [one for one in dict.fromkeys(links) if one.startswith("/caseload/")]
    assert len(found) >= 4
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_brief_is_short_enough_to_be_read(open_browser: Open, scheme: str) -> None:
    page = open_browser("counselor", viewport=DESK, color_scheme=scheme)
    for address in briefs(page):
        page.goto(address)
        words = page.evaluate(WORDS)
        assert len(words) <= MOST_WORDS, f"{len(words)} words: {' '.join(words)}"
        tall = page.evaluate("document.documentElement.scrollHeight")
        assert tall <= MOST_TALL, f"{tall} px"
        headings = [text.strip() for text in page.locator("main h2").all_inner_texts()]
        assert len(headings) == len(ORDER)
        for heading, wanted in zip(headings, ORDER, strict=True):
            assert re.search(wanted, heading), headings


def test_it_prints_on_one_letter_page_with_the_line(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    for address in [*briefs(page), "/groups/next/brief"]:
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.get_by_text("42 CFR Part 2")).to_be_visible()
        file = page.pdf(format="Letter", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", file)) == 1, address


def test_a_note_saves_itself_while_it_is_typed(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    page.goto(briefs(page)[0])
    page.get_by_role("textbox", name="My note for this session").press_sequentially("Ask about Tuesday")
    expect(page.locator("#prep-state")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_role("textbox", name="My note for this session")).to_have_value("Ask about Tuesday")


def test_practice_is_asked_for_in_place(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    address = briefs(page)[1]
    page.goto(address)
    block = page.locator("#practice")
    block.locator("summary").last.click()
    block.get_by_label("Skill").select_option(index=1)
    block.get_by_label("How many times a week").fill("2")
    block.get_by_role("button", name="Ask for this").click()
    expect(page.locator("#practice")).to_contain_text("of 2 this week")
    assert page.url.endswith(address)


def test_ten_people_of_a_group_stand_on_one_screen(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    page.goto("/groups/next/brief")
    rows = page.locator("tbody tr")
    assert rows.count() >= 1
    heights = rows.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    head = rows.first.evaluate("(one) => one.getBoundingClientRect().top")
    assert head + 10 * max(heights) <= DESK["height"], (head, heights)
