"""Draws the pictures for home screens from their shapes: `python -m tests.stories.app_icons`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "static" / "app"
# A name's end, the size in pixels, and whether the color goes to the edges, where a phone cuts its own form.
SIZES = (("180", 180, True), ("192", 192, False), ("512", 512, False), ("maskable", 512, True))


def main() -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shape in sorted(FOLDER.glob("*.svg")):
            for end, size, is_full in SIZES:
                page = chromium.new_page(viewport={"width": size, "height": size})
                drawing = re.sub(r' rx="6"', "", shape.read_text(), count=1) if is_full else shape.read_text()
                page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawing}")
                page.screenshot(path=FOLDER / f"{shape.stem}-{end}.png", omit_background=True)
                page.close()
        chromium.close()


if __name__ == "__main__":
    main()
