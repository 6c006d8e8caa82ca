"""A real server on the demo clinic, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.stories.served import Served, free_port, wait_for

CHROMIUM = shutil.which("chromium")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
PASSWORD = "demo-recovery-companion"

if CHROMIUM is None and not os.environ.get("CI"):
    print("\nNO CHROMIUM: the browser stories are skipped.\n", file=sys.stderr)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(autouse=True)
def no_network() -> None:
    """The browser talks to the server on loopback; nothing else is started here."""


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo clinic, served as `make run` serves it, on a free port."""
    port = free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "COMPANION_INSTANCE": str(tmp_path_factory.mktemp("clinic")),
    }
    command = [sys.executable, "-m", "companion"]
    subprocess.run([*command, "demo", "--clients", "12", "--weeks", "6"], env=environment, check=True)
    server = subprocess.Popen([*command, "serve"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """With the back/forward cache on, which Playwright otherwise switches off: people have it on."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            ignore_default_args=["--disable-back-forward-cache"],
        )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A clinic for one file alone, which may stop and start it."""
    server = Served(tmp_path_factory.mktemp("served"))
    yield server
    server.stop()


@pytest.fixture
def contexts() -> Iterator[list[BrowserContext]]:
    """What a story opens and puts in here is closed after it."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


Open = Callable[..., Page]


@pytest.fixture
def open_browser(chromium: Browser, clinic: str) -> Iterator[Open]:
    """Opens a browser of its own, signed in as one of the demo's people if named."""
    opened: list[BrowserContext] = []

    def open_one(who: str | None = None, **options: object) -> Page:
        context = chromium.new_context(base_url=clinic, **{"viewport": PHONE, "locale": "en-US", **options})
        context.set_default_timeout(30_000)
        opened.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: _same_host(request.url, clinic, problems))
        page.problems = problems  # type: ignore[attr-defined]  # read by the stories
        if who:
            sign_in(page, f"{who}@demo.example")
        return page

    yield open_one
    for context in opened:
        context.close()


def _same_host(url: str, clinic: str, problems: list[str]) -> None:
    if not url.startswith((clinic, "data:")):
        problems.append(f"a request went to {url}")


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: not url.endswith("/sign-in"))
