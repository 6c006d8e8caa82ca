"""Takes the pictures of the README from the demo clinic: `make screenshots`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.stories.conftest import DESK, PHONE, sign_in
from tests.stories.served import free_port, wait_for

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
PHONE_PAGES = {"today": "/today", "craving": "/cravings/new", "help": "/help", "schedule": "/schedule"}


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PORT": str(port), "COMPANION_INSTANCE": folder}
        subprocess.run([sys.executable, "-m", "companion", "demo"], env=environment, check=True)
        server = subprocess.Popen([sys.executable, "-m", "companion", "serve"], env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            take_all(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(20)


def take_all(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(base_url=address, viewport=PHONE, reduced_motion="reduce")
        sign_in(page, "client@demo.example")
        for name, place in PHONE_PAGES.items():
            take(page, name, place)
        page = chromium.new_page(base_url=address, viewport=PHONE, reduced_motion="reduce")
        sign_in(page, "supporter@demo.example")
        take(page, "supporting", "/supporting")
        page = chromium.new_page(base_url=address, viewport=DESK, reduced_motion="reduce")
        sign_in(page, "counselor@demo.example")
        take(page, "caseload", "/caseload")
        page.get_by_role("link", name="Dana").first.click()
        page.screenshot(path=FOLDER / "brief.png")
        chromium.close()


def take(page: Page, name: str, place: str) -> None:
    page.goto(place)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
