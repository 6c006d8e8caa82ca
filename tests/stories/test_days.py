"""The check-in, "I used" and coming back after a while, in a real browser."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
SCHEMES = ("light", "dark")
AWAY = "client-9"
GREETING = "Good to see you. Start from today."
# What anyone meets on the page itself: the tab of Help now is red on every page.
COLORS = """() => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const red = ["--help", "--help-hover", "--help-tint"].map(name => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const names = ["color", "backgroundColor", "borderTopColor", "borderInlineStartColor", "fill", "stroke"];
  const parts = [...document.querySelectorAll("main, main *")].filter(part => part.checkVisibility());
  const used = parts.flatMap(part => names.map(name => getComputedStyle(part)[name]));
  return {red: used.filter(color => red.includes(color)), looked: used.length};
}"""


class Taps:
    """Counts what a thumb does."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def link(self, name: str) -> None:
        self._tap(self.page.locator("main").get_by_role("link", name=name, exact=True))

    def button(self, name: str) -> None:
        self._tap(self.page.locator("main").get_by_role("button", name=name, exact=True))

    def answer(self, row: str, name: str) -> None:
        self._tap(self.page.get_by_role("group", name=row).get_by_role("radio", name=name, exact=True))

    def _tap(self, place: object) -> None:
        place.click()  # type: ignore[attr-defined]  # a locator
        self.count += 1


def assert_no_red(page: Page) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(COLORS)
        assert found["looked"] > 50
        assert found["red"] == [], f"red on {page.url} in {scheme}"


def drafts(page: Page) -> list[str]:
    found: list[str] = json.loads(page.evaluate("JSON.stringify(Object.keys(sessionStorage))"))
    return found


@pytest.mark.parametrize(("who", "script"), [("client-3", True), ("client-11", False)])
def test_a_check_in_is_six_taps(open_browser: Open, who: str, script: bool) -> None:
    page = open_browser(who, java_script_enabled=script)
    taps = Taps(page)
    page.goto("/today")
    taps.link("Today’s check-in")
    taps.answer("Your mood", "Good")
    taps.answer("How much did you sleep?", "7 to 8")
    taps.answer("Strongest craving today", "4, medium")
    taps.answer("Did you use today?", "No")
    taps.button("Save")
    expect(page.get_by_text("Done. Thanks for checking in.")).to_be_visible()
    assert taps.count <= 6
    page.get_by_role("link", name="Change", exact=True).click()
    group = page.get_by_role("group", name="Your mood")
    expect(group.get_by_role("radio", name="Good", exact=True)).to_be_checked()
    assert not page.problems, page.problems  # type: ignore[attr-defined]  # noted by open_browser


def test_a_draft_survives_a_reload_and_goes_when_it_is_saved(open_browser: Open) -> None:
    page = open_browser("client-4")
    page.goto("/check-in")
    mood, note = page.get_by_role("group", name="Your mood"), page.get_by_role("textbox")
    mood.get_by_role("radio", name="Bad", exact=True).check()
    note.fill("Half a thought")
    page.reload()
    expect(mood.get_by_role("radio", name="Bad", exact=True)).to_be_checked()
    expect(note).to_have_value("Half a thought")
    assert len(drafts(page)) == 1
    page.goto("/skills")
    page.goto("/check-in")
    expect(note).to_have_value("Half a thought")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/today")
    assert drafts(page) == []
    page.goto("/check-in")
    expect(note).to_have_value("Half a thought")


@pytest.mark.parametrize("way", ["sign out", "leave"])
def test_a_draft_does_not_outlive_the_visit(open_browser: Open, way: str) -> None:
    page = open_browser("client-10")
    page.context.route("https://www.weather.gov/**", lambda route: route.fulfill(body="Sunny"))
    page.goto("/check-in")
    page.get_by_role("textbox").fill("Not for the next person")
    assert len(drafts(page)) == 1
    if way == "sign out":
        page.goto("/settings")
        page.get_by_role("button", name="Sign out", exact=True).click()
        page.wait_for_url("**/sign-in")
    else:
        page.get_by_role("link", name="Leave").click()
        page.wait_for_url("https://www.weather.gov/**")
        page.goto("/sign-in")
    assert drafts(page) == []


def test_yes_is_met_calmly_and_nothing_turns_red(open_browser: Open) -> None:
    page = open_browser("client-7")
    page.goto("/check-in")
    words, used = (
        page.get_by_text("Thank you for being honest."),
        page.get_by_role("group", name="Did you use today?"),
    )
    expect(words).to_be_hidden()
    used.get_by_role("radio", name="Yes", exact=True).check()
    expect(words).to_be_visible()
    expect(page.get_by_role("link", name="I used", exact=True)).to_be_visible()
    assert_no_red(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Thank you for being honest.")).to_be_visible()
    assert_no_red(page)


def test_yes_without_a_script_is_met_after_saving(open_browser: Open) -> None:
    page = open_browser("client-8", java_script_enabled=False)
    page.goto("/check-in")
    used = page.get_by_role("group", name="Did you use today?")
    used.get_by_role("radio", name="Yes", exact=True).check()
    expect(page.get_by_text("Thank you for being honest.")).to_be_hidden()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Thank you for being honest.")).to_be_visible()
    page.locator("#after-yes").get_by_role("link", name="I used").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When was it?")


@BOTH
def test_telling_of_use_is_three_taps_and_resets_nothing(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    supporter = open_browser("supporter")
    supporter.goto("/supporting")
    seen = supporter.locator("main").inner_text()
    page.goto("/today")
    numbers = page.locator("#days-line").inner_text()
    assert re.fullmatch(r"64 days in recovery\. \d+ days without use\.", numbers)

    taps = Taps(page)
    taps.link("I used")
    taps.button("Today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Are you safe right now?")
    assert taps.count + 1 <= 3, "the first tap is the icon"
    if script:
        assert_no_red(page)
    page.get_by_label("I was alone").check()
    page.get_by_role("button", name="Do a skill").click()
    expect(page.get_by_role("heading", name="One small step today")).to_be_visible()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("heading", name="One small step today")).to_have_count(0)
    assert page.locator("#days-line").inner_text() == numbers

    supporter.reload()
    assert supporter.locator("main").inner_text() == seen
    brief = open_browser("counselor", viewport=DESK)
    brief.goto("/caseload")
    brief.get_by_role("link", name="Dana R.").first.click()
    words = " ".join(brief.locator("main").inner_text().split())
    assert words.count("Use reported") == 1
    assert re.search(r"Use reported: .*(one day|\d days)\. Added by her\.", words)


def test_deleting_what_was_told_is_undone_in_place(open_browser: Open) -> None:
    page = open_browser("client-10")
    page.goto("/used/new?earlier=1")
    page.get_by_label("Which day?").fill((date.today() - timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Delete this entry").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deleted")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are you safe right now?")


def test_coming_back_after_twelve_days(open_browser: Open) -> None:
    page = open_browser(AWAY)
    page.goto("/today")
    expect(page.get_by_text(GREETING)).to_be_visible()
    card, line = page.locator("#check-in-card").inner_text(), page.locator("#days-line").inner_text()
    assert not re.search(r"\b0\b", card + line)
    assert re.search(r"\d+ days without use\.", line)
    assert_no_red(page)
    page.locator("#days-line a").click()
    assert not re.search(r"\b0\b", page.locator("#day-numbers").inner_text())
    assert_no_red(page)
    page.locator("#check-ins").get_by_role("link").nth(3).click()
    taps = Taps(page)
    taps.answer("Did you use that day?", "No")
    taps.button("Save")
    expect(page.get_by_text("Thanks for checking in.")).to_be_visible()
    expect(page.locator("#check-ins").get_by_role("link").nth(3)).to_contain_text("Filled in")
