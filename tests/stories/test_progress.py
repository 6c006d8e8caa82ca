"""A client looks at their own numbers, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Open

SECTIONS = ("What helps you most", "Cravings by week", "Time of day", "Your days")
SCREENS = [
    {"width": 320, "height": 568},
    {"width": 360, "height": 740},
    {"width": 1440, "height": 900},
]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request: pytest.FixtureRequest, open_browser: Open) -> Page:
    page = open_browser("client", java_script_enabled=request.param)
    page.goto("/me")
    page.get_by_role("link", name=re.compile("My progress")).click()
    return page


def test_one_sentence_comes_first_and_then_every_part(page: Page) -> None:
    words = page.locator("main").inner_text()
    assert re.match(r"My progress\s+Cravings this week: \d+, ", words)
    places = [words.index(title) for title in SECTIONS]
    assert places == sorted(places)
    assert re.search(r"Lower after \d of \d times\.", words)
    page.get_by_role("link", name="Back to Me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Me")


def test_each_drawing_opens_its_numbers(page: Page) -> None:
    opened = page.get_by_text("Show the numbers", exact=True)
    assert opened.count() >= 4
    assert page.locator("main table:visible").count() == 0
    for number in range(opened.count()):
        opened.nth(number).click()
    expect(page.locator("main table:visible")).to_have_count(opened.count())
    for drawing in page.get_by_role("img").all():
        assert re.search(r"\w+[.:] .*\d", drawing.locator("title").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["100%", "200%"])
def test_nothing_scrolls_sideways(open_browser: Open, scheme: str, text: str) -> None:
    page = open_browser("client", color_scheme=scheme)
    page.goto("/progress")
    for number in range(page.locator("summary").count()):
        page.locator("summary").nth(number).click()
    page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", text)
    for screen in SCREENS:
        page.set_viewport_size(screen)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= screen["width"], f"{wide} px wide at {screen['width']}"
    assert not page.problems  # type: ignore[attr-defined]  # noted by open_browser


def test_squares_follow_the_theme_and_used_days_are_no_alarm(open_browser: Open) -> None:
    colors = {}
    for scheme in ("light", "dark"):
        page = open_browser("client", color_scheme=scheme)
        page.goto("/progress")
        style = "node => { const s = getComputedStyle(node); return [s.fill, s.stroke]; }"
        colors[scheme] = [
            page.locator(f"#sq-{kind} > :first-child").evaluate(style) for kind in ("without", "use")
        ]
    assert colors["light"] == [["rgb(15, 107, 98)", "none"], ["rgb(252, 239, 211)", "rgb(122, 74, 0)"]]
    assert colors["dark"] == [["rgb(108, 202, 188)", "none"], ["rgb(64, 48, 15)", "rgb(242, 195, 107)"]]


def test_on_paper_everything_is_there_and_the_bars_are_not(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/progress")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 2
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    assert words.strip().startswith("My progress")
    for title in SECTIONS:
        assert title in words
    for left_out in ("Show the numbers", "Help now", "Back to Me", "See all skills"):
        assert left_out not in words
    assert page.get_by_role("img").count() >= 3


def test_a_client_of_today_reads_what_will_be_here(open_browser: Open) -> None:
    page = open_browser("client-1")
    page.goto("/progress")
    expect(page.get_by_text("After 3 cravings you will see what helps you most.")).to_be_visible()
    page.get_by_role("link", name="I have a craving").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How strong is the craving?")
