"""From the icon to a wave ridden out: taps, words, and what is offered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open
from tests.stories.test_client import BOTH, open_brief_of

# A reader of 100 words a minute who thinks 1.35 s about each step and needs 0.5 s for a tap.
THINK, TAP, WORD = 1.35, 0.5, 60 / 100


def seconds_for(words: str) -> float:
    return THINK + TAP + WORD * len(words.split())


def words_of(page: Page, selector: str) -> str:
    return page.locator(selector).first.inner_text()


@BOTH
def test_a_craving_takes_two_taps_and_ten_seconds(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/today")
    button = page.get_by_role("link", name="I have a craving")
    needed = seconds_for(button.inner_text())
    button.click()
    needed += seconds_for(words_of(page, "h1"))
    page.get_by_role("button", name="4, medium").click()
    expect(page.get_by_text("Saved. You picked 4.")).to_be_visible()
    assert needed <= 10
    page.goto("/cravings")
    expect(page.locator("main .row-list li").first).to_contain_text("Strength 4")


@BOTH
@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("3, low", "It went from 7 to 3. You rode it out."),
        ("7, medium", "Still at 7. That is OK. Try one more thing, or call someone."),
        ("9, strong", "It went up. That can happen. You do not have to do this alone."),
    ],
)
def test_a_wave_from_seven_ends_in_six_taps(open_browser: Open, script: bool, after: str, said: str) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/today")
    page.get_by_role("link", name="I have a craving").click()
    page.get_by_role("button", name="7, medium").click()
    skill = page.locator("article.card a.cover").first
    is_watched = skill.inner_text() == "Ride the wave"
    skill.click()
    page.get_by_role("button", name=after).click()
    if is_watched:
        page.get_by_role("link", name="I am done for now").click()
    taps = 5 if is_watched else 4
    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    page.get_by_label("Want to write a note?").fill("The tram home was quiet")
    page.get_by_role("button", name="Save", exact=True).click()
    assert taps + 1 <= 6
    expect(page.get_by_text("Changed.")).to_be_visible()


def test_a_strong_wave_offers_a_person_before_any_skill(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/cravings/new")
    page.get_by_role("button", name="9, strong").click()
    person = page.get_by_role("link", name=re.compile("Call Sam"))
    skill = page.locator("article.card a.cover").first
    assert (person.bounding_box() or {})["y"] < (skill.bounding_box() or {})["y"]
    expect(page.locator("article.card")).to_have_count(3)


def test_a_hidden_skill_is_offered_to_nobody_who_hid_it(open_browser: Open) -> None:
    page = open_browser("client")
    first = offered(page)[0]
    toggle(page, first, "Do not offer this")
    assert first not in offered(page)
    toggle(page, first, "Undo")
    assert first in offered(page)


def test_only_what_was_rated_twice_is_said_to_be_lower(open_browser: Open) -> None:
    page = open_browser("client")
    offered(page)
    for said in page.locator("article.card p").all_inner_texts():
        found = re.search(r"Lower after (\d+) of (\d+) times", said)
        assert found is None or (int(found[2]) >= 2 and int(found[1]) <= int(found[2]))


@BOTH
def test_an_open_wave_is_answered_on_today_and_seen_in_the_brief(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/cravings/new")
    page.get_by_role("button", name="6, medium").click()
    page.goto("/today")
    expect(page.get_by_text("How did it end?")).to_be_visible()
    page.locator("#wave").get_by_role("button", name="1, low").click()
    if script:
        expect(page.get_by_role("heading", name="Thank you. Your entry is saved.")).to_be_focused()
    else:
        expect(page.get_by_role("heading", level=1)).to_have_text("It went from 6 to 1. You rode it out.")
    page.goto("/today")
    expect(page.get_by_text("How did it end?")).to_have_count(0)
    desk = open_browser("counselor", viewport=DESK)
    open_brief_of(desk, "Dana")
    expect(desk.locator("main")).to_contain_text(re.compile(r"6.{0,20}1", re.S))


def test_a_chip_is_saved_where_it_is_tapped_and_keeps_the_focus(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/cravings/new")
    page.get_by_role("button", name="2, low").click()
    chip = page.get_by_label("Lonely")
    chip.check()
    expect(page.locator("#tags-status")).to_have_text("Saved.")
    expect(chip).to_be_focused()
    page.reload()
    expect(page.get_by_label("Lonely")).to_be_checked()


def offered(page: Page) -> list[str]:
    page.goto("/cravings/new")
    page.get_by_role("button", name="5, medium").click()
    return page.locator("article.card a.cover").all_inner_texts()


def toggle(page: Page, skill: str, verb: str) -> None:
    page.goto("/skills")
    page.get_by_role("link", name=skill, exact=True).first.click()
    page.get_by_role("button", name=verb).click()
