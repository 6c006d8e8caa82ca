"""J11: a craving, the check-in and Help now in Spanish, on the smallest phone, without a word of English."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.stories.conftest import Open

CATALOG = Path(__file__).resolve().parents[2] / "companion/translations/es/LC_MESSAGES/messages.po"
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (parentElement.closest("[lang=en], script, template")) continue;
    const text = textContent.replace(/\\s+/g, " ").trim();
    if (text) found.push(text);
  }
  return found;
}"""


def english() -> set[str]:
    """What the app says in English and says otherwise in Spanish."""
    with CATALOG.open("rb") as file:
        messages = list(read_po(file, locale="es"))
    said = {str(one.string) for one in messages if isinstance(one.string, str)}
    return {one.id for one in messages if isinstance(one.id, str) and one.id != one.string} - said


def wrong(page: Page, known: set[str]) -> list[str]:
    found = [f"{page.url}: {text}" for text in page.evaluate(TEXTS) if text in known]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{page.url}: {wide} px wide"] if wide > 320 else [])


def test_the_whole_path_speaks_spanish(open_browser: Open) -> None:
    page, known, problems = open_browser("client", viewport={"width": 320, "height": 640}), english(), []
    assert "I have a craving" in known
    page.goto("/language/es?to=/today")
    problems += wrong(page, known)
    page.locator("a.btn--lg").click()
    page.wait_for_url("**/cravings/new")
    problems += wrong(page, known)
    page.locator("button[value='7']").click()
    page.wait_for_url("**/choose*")
    problems += wrong(page, known)
    page.locator("article.card a").first.click()
    page.wait_for_load_state()
    problems += wrong(page, known)
    for place in ("/check-in", "/help", "/settings/lock", "/settings/reminders", "/settings/app"):
        page.goto(place)
        problems += wrong(page, known)
    page.goto("/help")
    assert page.locator("a[href='sms:988?&body=AYUDA']").count() == 1
    assert "Ayuda ya" in page.evaluate(TEXTS)
    page.goto("/language/en?to=/today")
    assert not problems, "\n".join(problems)
