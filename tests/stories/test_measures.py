"""The PHQ-9 to its end on a phone, with and without JavaScript, in both languages; and home, left at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, Open
from tests.stories.test_client import open_more_of
from tests.stories.test_every_page import AXE, RUN

BOTH = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
WORDS = {
    "en": {
        "due": "Your mood",
        "begin": "Begin",
        "question": "Question 9 of 10",
        "finish": "Finish",
        "result": "Your number: 2 of 27",
        "band": "This is in the range called “none to minimal”.",
        "decline": "I would rather not say",
    },
    "es": {
        "due": "Tu ánimo",
        "begin": "Empezar",
        "question": "Pregunta 9 de 10",
        "finish": "Terminar",
        "result": "Tu número: 2 de 27",
        "band": "Está en el rango que se llama “nada o mínimo”.",
        "decline": "Prefiero no decirlo",
    },
}


@BOTH
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_phq_with_item_nine_shows_who_to_call_at_once(
    open_browser: Open, script: bool, language: str
) -> None:
    words, page = WORDS[language], open_browser("client", java_script_enabled=script)
    page.goto(f"/language/{language}?to=/me")
    page.locator('a[href="/measures"]').click()
    page.get_by_role("link", name=words["due"]).first.click()
    expect(page.get_by_text("Solo en inglés")).to_have_count(int(language == "es"))
    page.get_by_role("button", name=words["begin"]).click()
    answer(page, "Several days")
    for _ in range(7):
        answer(page, "Not at all")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["question"])
    expect(page.locator('#question[lang="en"]')).to_contain_text("Thoughts that you would be better off dead")
    expect(page.locator('main a[href="tel:988"]')).to_have_count(0)
    answer(page, "Several days")
    expect(page.locator('main a[href="tel:988"]')).to_be_visible()
    page.get_by_role("button", name=words["decline"]).click()
    page.get_by_role("button", name=words["finish"]).click()
    expect(page.locator('main a[href="tel:988"]')).to_be_visible()
    expect(page.get_by_text(words["result"])).to_be_visible()
    expect(page.get_by_text(words["band"])).to_be_visible()
    assert not page.problems, page.problems  # type: ignore[attr-defined]  # noted by open_browser


def answer(page: Page, label: str) -> None:
    page.locator(".answers").get_by_role("button", name=label, exact=True).click()


@BOTH
def test_it_can_be_stopped_gone_on_with_and_seen_all_on_one_page(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/measures/gad-7")
    page.get_by_role("button", name="Begin").click()
    answer(page, "Several days")
    page.get_by_role("link", name="Stop for now").click()
    page.goto("/measures/gad-7")
    page.get_by_role("button", name="Go on where you stopped").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 2 of 7")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("button", name="Several days")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="All questions on one page").click()
    groups = page.get_by_role("group")
    expect(groups.nth(0).get_by_label("Several days")).to_be_checked()
    for number in range(1, 7):
        groups.nth(number).get_by_label("More than half the days").check()
    page.get_by_role("button", name="Next: check your answers").click()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Your number: 13 of 21")).to_be_visible()
    expect(
        page.get_by_text("It went up by 6.").or_(page.get_by_text("it was the same")).first
    ).to_be_visible()


def test_the_pages_of_a_measure_are_open_to_every_body(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/measures/bam-iop")
    page.get_by_role("button", name="Begin").click()
    address = page.url.partition("?")[0]
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for path in ("?item=5", "/all", "/check"):
            page.goto(f"{address}{path}")
            page.evaluate(AXE)
            problems += [f"{scheme} {path}: {problem}" for problem in page.evaluate(RUN)]
            page.set_viewport_size({"width": 320, "height": 568})
            wide = page.evaluate("document.documentElement.scrollWidth")
            problems += [f"{path} is {wide} px wide at 320"] if wide > 320 else []
    assert not problems, "\n".join(problems)


@BOTH
def test_a_home_check_can_be_left_at_once_and_is_answered_in_peace(open_browser: Open, script: bool) -> None:
    page = open_browser("client", java_script_enabled=script)
    page.goto("/home-check")
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)
    expect(page.get_by_role("link", name="Leave", exact=True)).to_be_in_viewport()
    for group in page.get_by_role("group").all()[1:]:
        group.get_by_label("Yes", exact=True).check()
    page.get_by_role("group", name=re.compile("drinking or using")).get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are saved.")
    expect(page.locator('main a[href^="tel:"]')).to_have_count(0)


def test_the_counselor_reads_it_before_the_session(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    open_more_of(page, "Dana")
    page.get_by_role("link", name="Measures").click()
    bam = page.locator("#bam-iop")
    assert bam.locator("figure.spark svg").count() == 3
    assert bam.locator(".flag").count() == 3
    expect(bam.locator("td.worse").first).to_contain_text("worse")
    page.locator("#phq9").select_option("Every 4 weeks")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#phq9")).to_have_value("4_weeks")
