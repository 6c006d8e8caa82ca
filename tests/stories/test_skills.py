"""Doing a skill, guided, in a real browser: the clock, the breath, the wave, the senses, one's own words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Open

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def crave(page: Page, slug: str) -> None:
    """A new craving at 7, and the page on which to do the skill."""
    page.goto("/cravings/new")
    page.get_by_role("button", name="7, medium").click()
    page.wait_for_url("**/choose")
    page.goto(page.url.replace("/choose", f"/do/{slug}"))


def hold_the_clock(page: Page) -> None:
    """From here on it goes only as far as the story says."""
    page.clock.pause_at(datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + 1, UTC))


def seconds_left(page: Page) -> int:
    minutes, seconds = page.locator("[data-left]").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def test_a_reload_and_a_locked_phone_do_not_stop_the_timer(open_browser: Open) -> None:
    page = open_browser("client")
    page.clock.install()
    crave(page, "halt")
    hold_the_clock(page)
    assert seconds_left(page) == 60
    page.get_by_role("button", name="+1 minute").click()
    page.get_by_role("button", name="Start now").click()
    page.clock.run_for(20_000)
    assert seconds_left(page) == 100
    page.reload()
    assert 98 <= seconds_left(page) <= 100
    page.get_by_role("button", name="Pause").click()
    paused = seconds_left(page)
    page.clock.fast_forward(600_000)
    page.reload()
    assert seconds_left(page) == paused
    page.get_by_role("button", name="Go on").click()
    # A locked phone runs nothing: the clock goes on all the same, and nothing is sent at the end.
    page.clock.fast_forward(300_000)
    expect(page.get_by_text("Time is up. How strong is it now?")).to_be_visible()
    assert seconds_left(page) == 0
    assert "/do/halt" in page.url
    page.get_by_role("button", name="+1 minute").click()
    assert 58 <= seconds_left(page) <= 60
    page.get_by_role("button", name="Stop now").click()
    expect(page.get_by_role("heading", name="How strong is it now?")).to_be_focused()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert not page.problems, page.problems  # type: ignore[attr-defined]  # noted by open_browser


def test_what_the_timer_keeps_is_numbers_under_an_id(open_browser: Open) -> None:
    page = open_browser("client")
    crave(page, "pmr")
    page.get_by_role("button", name="Start now").click()
    kept = page.evaluate("Object.entries(localStorage)")
    assert len(kept) == 1
    key, value = kept[0]
    assert re.fullmatch(r"companion\.timer [0-9a-f-]{36} pmr", key)
    assert re.fullmatch(r'\{"began":\d+,"pausedAt":0,"length":300000\}', value)


def test_the_words_and_numbers_change_with_the_breath(open_browser: Open) -> None:
    page = open_browser("client")
    page.clock.install()
    crave(page, "paced-breath")
    hold_the_clock(page)
    circle, words = page.locator("[data-circle]"), page.locator(".breath-words")
    page.get_by_role("button", name="Start now").click()
    seen, sizes = [], []
    page.clock.run_for(500)
    for _ in range(10):
        seen.append(tuple(words.inner_text().split("\n")))
        sizes.append(float(circle.get_attribute("r") or 0))
        page.clock.run_for(1000)
    inwards, out = ("Breathe in", "1234"), ("Breathe out", "123456")
    assert seen == [(word, number) for word, numbers in (inwards, out) for number in numbers]
    assert sizes[:4] == sorted(sizes[:4])
    assert sizes[4:] == sorted(sizes[4:], reverse=True)
    assert sizes[0] < sizes[3] > sizes[9]
    page.get_by_role("button", name="Pause").click()
    still = words.inner_text()
    page.clock.run_for(7000)
    assert words.inner_text() == still
    expect(circle).to_be_visible()


def test_speech_is_off_until_asked_for_and_speaks_the_page_s_language(open_browser: Open) -> None:
    page = open_browser("client")
    page.add_init_script(
        "window.said = []; speechSynthesis.speak = (one) => window.said.push([one.text, one.lang])"
    )
    page.goto("/language/es?to=/today")
    page.clock.install()
    page.goto("/skills/paced-breath/do")
    hold_the_clock(page)
    page.get_by_role("button", name="Empezar").click()
    page.clock.run_for(5000)
    assert page.evaluate("said") == []
    listen = page.get_by_role("button", name="Escuchar")
    expect(listen).to_have_attribute("aria-pressed", "false")
    listen.click()
    page.clock.run_for(10_000)
    assert page.evaluate("said.slice(0, 3)") == [
        ["Suelta el aire", "es"],
        ["Toma aire", "es"],
        ["Suelta el aire", "es"],
    ]
    page.get_by_role("button", name="Pausa").click()
    count = page.evaluate("said.length")
    page.clock.run_for(10_000)
    assert page.evaluate("said.length") == count


def test_less_motion_leaves_words_and_seconds_and_no_circle(open_browser: Open) -> None:
    page = open_browser("client", reduced_motion="reduce")
    page.goto("/skills/paced-breath/do")
    page.get_by_role("button", name="Start now").click()
    expect(page.locator("[data-circle]")).to_be_hidden()
    expect(page.locator(".breath-words")).to_have_text(re.compile(r"Breathe in\s*[1-4]"))
    expect(page.locator("[data-left]")).to_be_visible()


@BOTH
def test_a_wave_is_rated_as_it_goes_and_the_last_number_ends_it(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    crave(page, "urge-surf")
    for number, said in (("8, strong", "8"), ("5, medium", "5"), ("2, low", "2")):
        page.get_by_role("button", name=number).click()
        expect(page.get_by_text(f"Saved: {said}.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Since then: 8, 5, 2.")).to_be_visible()
    page.get_by_role("link", name="I am done for now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It went from 7 to 2. You rode it out.")


def test_the_timer_of_a_wave_asks_each_minute_and_sends_nothing(open_browser: Open) -> None:
    page = open_browser("client")
    page.clock.install()
    crave(page, "urge-surf")
    page.get_by_role("button", name="Start now").click()
    for minute in (1, 2):
        page.clock.run_for(61_000)
        expect(page.get_by_text(f"Minute {minute}. How strong is it now?")).to_be_visible()
    expect(page.get_by_text("Since then:")).to_have_count(0)


@BOTH
def test_the_senses_come_one_step_at_a_time(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    crave(page, "ground-54321")
    for number, sense in enumerate(("see", "touch", "hear", "smell", "taste"), 1):
        expect(page.get_by_role("heading", name=f"Step {number} of 5")).to_be_visible()
        expect(page.locator(".now")).to_contain_text(sense)
        assert page.locator(".now").count() == 1
        if number < 5:
            page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", name="Step 4 of 5")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Step 4 of 5")).to_be_visible()
    page.get_by_role("button", name="3, low").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It went from 7 to 3. You rode it out.")


@BOTH
def test_a_way_to_say_no_is_written_in_the_skill_and_there_the_next_time(
    open_browser: Open, script: bool
) -> None:
    words = f"Not for me, thanks. Tea? ({script})"
    page = open_browser("client", java_script_enabled=script)
    crave(page, "refusal")
    page.get_by_role("link", name="Add one more way to say no").click()
    page.get_by_role("radio", name="At work").check()
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(words, exact=True).first).to_be_visible()
    assert "/do/refusal" in page.url
    page.goto("/skills/refusal/do")
    expect(page.locator("blockquote", has_text=words)).to_have_count(1)
    brief = open_browser("counselor", viewport={"width": 1440, "height": 900})
    brief.goto("/caseload")
    brief.get_by_role("link", name=re.compile("Dana")).first.click()
    expect(brief.get_by_text(words)).to_have_count(0)
