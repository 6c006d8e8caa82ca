"""Somebody without an account and without JavaScript asks for help, and is answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import DESK, PHONE, Open

# Longer than a program needs that only sends.
READING_SECONDS = 4.5


def ask(page: Page, words: dict[str, str]) -> str:
    """From the welcome page to the code."""
    page.goto("/")
    page.get_by_role("link", name=words["ask"]).first.click()
    expect(page.locator("#crisis")).to_be_visible()
    page.get_by_label(words["loved"]).check()
    page.get_by_label(words["name"]).fill("Robin")
    page.get_by_label(words["phone"], exact=True).fill("555 010 0177")
    page.get_by_role("group", name=words["voicemail"]).get_by_label("No", exact=True).check()
    page.get_by_label(words["going_on"]).fill(words["story"])
    page.wait_for_timeout(READING_SECONDS * 1000)
    page.get_by_role("button", name=words["send"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["sent"])
    assert page.context.cookies() == [], "asking leaves no cookie"
    return page.locator("#code").inner_text()


def look(page: Page, code: str, words: dict[str, str]) -> None:
    page.goto("/get-help/request")
    page.get_by_label(words["code"]).fill(code.lower())
    page.get_by_role("button", name=words["look"]).click()
    assert code.replace(" ", "") not in page.url


ENGLISH = {
    "ask": "Ask for help",
    "loved": "For someone I love",
    "name": "First name or nickname",
    "phone": "Phone",
    "voicemail": "Is it safe to leave a voicemail?",
    "going_on": "What is going on?",
    "story": "My brother does not come out of his room",
    "send": "Send my request",
    "sent": "We have your request",
    "code": "Your code",
    "look": "Look",
    "new": "Nobody has picked it up yet.",
    "reached": "We have been in touch with you.",
}
SPANISH = {
    "ask": "Pedir ayuda",
    "loved": "Para alguien que quiero",
    "name": "Nombre o apodo",
    "phone": "Teléfono",
    "voicemail": "¿Es seguro dejarte un mensaje de voz?",
    "going_on": "¿Qué está pasando?",
    "story": "Mi hermano no sale de su cuarto",
    "send": "Enviar mi solicitud",
    "sent": "Tenemos tu solicitud",
    "code": "Tu código",
    "look": "Mirar",
    "new": "Todavía nadie se ha encargado de ella.",
    "reached": "Ya estuvimos en contacto contigo.",
}


@pytest.mark.parametrize(("locale", "words"), [("en-US", ENGLISH), ("es-US", SPANISH)])
def test_from_the_form_to_the_answer_without_javascript(
    open_browser: Open, locale: str, words: dict[str, str]
) -> None:
    visitor = open_browser(None, viewport=PHONE, locale=locale, java_script_enabled=False)
    code = ask(visitor, words)
    look(visitor, code, words)
    expect(visitor.locator("#state")).to_contain_text(words["new"])
    answer(open_browser("counselor", viewport=DESK, java_script_enabled=False), words["story"])
    look(visitor, code, words)
    expect(visitor.locator("#state")).to_contain_text(words["reached"])
    assert words["story"] not in visitor.locator("body").inner_text()
    assert re.search("555 010 0177|Robin", visitor.locator("main").inner_text()) is None
    assert visitor.problems == []  # type: ignore[attr-defined]  # noted by the browser


def answer(staff: Page, story: str) -> None:
    """The newest that nobody has: take it on, call, close it."""
    staff.goto("/enquiries")
    staff.get_by_role("link", name="Nobody has it yet").last.click()
    expect(staff.get_by_text(story)).to_be_visible()
    staff.get_by_role("button", name="I take this on").click()
    staff.get_by_label("Called").check()
    staff.get_by_label("I talked with them, or they answered").check()
    staff.get_by_role("button", name="Save this try").click()
    expect(staff.get_by_text("Called (they answered)")).to_be_visible()
