"""Every page of each of the demo’s people: axe finds nothing wrong, nothing is too wide or covers Leave."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.stories.conftest import DESK, PHONE, Open

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = """async () => {
  const wanted = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]};
  const found = await axe.run(document, wanted);
  return found.violations.map(one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).join(", "));
}"""
# The cover is where one has left to: it alone has no way out.
LEAVE = """() => {
  const link = document.querySelector("[data-leave]");
  if (!link) return location.pathname === "/list" ? "" : "no Leave";
  for (const y of [0, document.documentElement.scrollHeight]) {
    scrollTo(0, y);
    const { x, y: top, width, height } = link.getBoundingClientRect();
    const there = document.elementFromPoint(x + width / 2, top + height / 2);
    if (top >= 0 && !there?.closest("[data-leave]")) return "something covers Leave";
  }
  return "";
}"""
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Leaving, changing the language, other sites and files are not pages of the person's own.
NOT_FOLLOWED = re.compile(r"^/(leave|language)|^(https?|tel|sms|mailto):|^#|\.(ics|csv)(\?|$)|/file(\?|$)")
PEOPLE = [(None, PHONE), ("client", PHONE), ("supporter", PHONE), ("counselor", DESK), ("admin", DESK)]


def pages_of(page: Page, start: str) -> list[str]:
    """One address of each kind, found by following links."""
    waiting, seen, found = [start, "/help", "/settings"], set(), []
    while waiting:
        address = waiting.pop(0)
        kind = ID.sub("ID", address).partition("?")[0]
        if kind in seen:
            continue
        seen.add(kind)
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            continue
        found.append(address)
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting += [link for link in links if not NOT_FOLLOWED.search(link)]
    return found


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("who", "screen"), PEOPLE, ids=[str(who) for who, _ in PEOPLE])
def test_every_page_is_open_to_every_body(
    open_browser: Open, who: str | None, screen: dict[str, int], language: str
) -> None:
    page = open_browser(who, bypass_csp=False)
    page.goto(f"/language/{language}?to=/help")
    addresses = pages_of(page, "/")
    assert len(addresses) >= 3
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for address in addresses:
            problems += problems_at(page, address, screen, scheme)
    assert not problems, "\n".join(problems)
    assert not page.problems, page.problems  # type: ignore[attr-defined]  # noted by open_browser


def problems_at(page: Page, address: str, screen: dict[str, int], scheme: str) -> list[str]:
    page.set_viewport_size(screen)
    page.goto(address)
    # An evaluated script is the debugger's, so the page's own content policy stays as it is.
    page.evaluate(AXE)
    found = [f"{scheme} {address}: {problem}" for problem in page.evaluate(RUN)]
    page.set_viewport_size({"width": 360, "height": 740})
    if screen != PHONE:
        found += [f"{scheme} {address} at 360: {problem}" for problem in page.evaluate(RUN)]
    page.set_viewport_size({"width": 320, "height": 568})
    wide = page.evaluate("document.documentElement.scrollWidth")
    way_out = page.evaluate(LEAVE)
    found += [f"{address} at 320: {way_out}"] if way_out else []
    return found + ([f"{address} is {wide} px wide at 320"] if wide > 320 else [])
