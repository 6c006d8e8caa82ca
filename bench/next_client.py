"""How long from the key to the next client's brief on the screen, in a real browser, with thirty clients.

Run it by itself on a quiet machine: ``python -m bench.next_client``. It makes its own demo clinic, goes
through the caseload with the key, and prints figures; with ``--goal 150`` it fails where the 95th percentile
is above so many milliseconds. Once as it is, with the next page fetched while one is read, and once without.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from tests.stories.conftest import CHROMIUM, DESK, free_port, sign_in, wait_for
from tests.stories.test_review_by_keys import CLIENTS, put_on_one_caseload

# From the key to the frame after the heading changed, also where that is in another document.
CLOCK = """
addEventListener("keydown", (event) => {
  if (event.key === "j") sessionStorage.setItem("pressed", performance.timeOrigin + event.timeStamp);
}, true);
let shown = "";
function look() {
  const heading = document.querySelector("h1");
  const now = heading && location.pathname + heading.textContent;
  if (!now || now === shown) return;
  shown = now;
  requestAnimationFrame(() => setTimeout(() => {
    const pressed = Number(sessionStorage.getItem("pressed"));
    if (!pressed) return;
    sessionStorage.removeItem("pressed");
    window.took = performance.timeOrigin + performance.now() - pressed;
  }, 0));
}
new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
"""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--presses", type=int, default=60)
    asked.add_argument("--pause", type=int, default=1500, help="milliseconds that each page is read")
    asked.add_argument("--goal", type=float, help="milliseconds that the 95th percentile may take")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as instance:
        server, address = serve(Path(instance))
        try:
            ahead, plain = measure(address, options.presses, options.pause)
        finally:
            server.terminate()
            server.wait(20)
    print(f"{CLIENTS} clients, {options.presses} presses, {options.pause} ms of reading between them")
    print(said("fetched ahead", ahead))
    print(said("without", plain))
    print(f"ratio of the medians: {median(plain) / median(ahead):.1f}")
    return int(options.goal is not None and p95(ahead) > options.goal)


def serve(instance: Path) -> tuple[subprocess.Popen[bytes], str]:
    environment = {**os.environ, "PORT": str(free_port()), "COMPANION_INSTANCE": str(instance)}
    command = [sys.executable, "-m", "companion"]
    subprocess.run(
        [*command, "demo", "--clients", str(CLIENTS + 1), "--weeks", "6"], env=environment, check=True
    )
    put_on_one_caseload(instance)
    address = f"http://127.0.0.1:{environment['PORT']}"
    server = subprocess.Popen([*command, "serve"], env=environment)
    wait_for(address)
    return server, address


def measure(address: str, presses: int, pause: int) -> tuple[list[float], list[float]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        ahead = walk(browser, address, presses, pause, is_ahead=True)
        return ahead, walk(browser, address, presses, pause, is_ahead=False)


def walk(browser: Browser, address: str, presses: int, pause: int, *, is_ahead: bool) -> list[float]:
    context = browser.new_context(base_url=address, viewport=DESK, locale="en-US")
    context.add_init_script(CLOCK)
    if not is_ahead:
        context.route("**/js/ahead.js*", lambda route: route.abort())
    page = context.new_page()
    sign_in(page, "counselor@demo.example")
    page.goto("/caseload")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("#who")
    found = [press(page, pause) for _ in range(presses)]
    context.close()
    return found


def press(page: Page, pause: int) -> float:
    page.wait_for_timeout(pause)
    page.evaluate("delete window.took")
    page.keyboard.press("j")
    page.wait_for_function("() => window.took !== undefined")
    return float(page.evaluate("window.took"))


def p95(found: list[float]) -> float:
    return quantiles(found, n=20, method="inclusive")[-1]


def said(what: str, found: list[float]) -> str:
    return f"{what}: median {median(found):.0f} ms, p95 {p95(found):.0f} ms, most {max(found):.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
