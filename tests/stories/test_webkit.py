"""A second engine: a craving, and one without a server, in WebKitGTK (J1, J3)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from sqlalchemy import func, select

from companion.app import create_app
from companion.core import settings
from companion.core.db import db
from companion.records.cravings.models import Craving
from tests.stories.conftest import PASSWORD
from tests.stories.served import Served

DRIVER = shutil.which("WebKitWebDriver")
SCREEN = shutil.which("Xvfb")
BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
IS_HERE = DRIVER and SCREEN and BROWSERS
NUMBER = 90 + os.getpid() % 100

if not IS_HERE:
    print("\nNO WEBKIT HERE: its stories are skipped. (Debian: webkit2gtk-driver xvfb)\n", file=sys.stderr)
pytestmark = [
    pytest.mark.skipif(not IS_HERE, reason="WebKitGTK is not installed"),
    # Selenium's own, about how it talks to itself.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]


@pytest.fixture
def screen() -> Iterator[None]:
    command = [SCREEN or "", f":{NUMBER}", "-screen", "0", "400x800x24"]
    shown = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(1)
    yield
    shown.terminate()
    shown.wait(10)


@pytest.fixture
def phone(screen: None, served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[webdriver.WebKitGTK]:
    """Dana's, with the pages ready that work without a signal."""
    monkeypatch.setenv("DISPLAY", f":{NUMBER}")
    # In a container there is no graphics card to draw with, and no second sandbox in the first.
    monkeypatch.setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
    monkeypatch.setenv("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
    options = Options()
    options.binary_location = str(BROWSERS[-1])
    options.add_argument("--automation")
    browser = webdriver.WebKitGTK(options=options, service=Service(DRIVER))
    try:
        browser.get(f"{served.address}/sign-in")
        browser.find_element(By.ID, "email").send_keys("client@demo.example")
        browser.find_element(By.ID, "password").send_keys(PASSWORD)
        browser.find_element(By.CSS_SELECTOR, "main button[type=submit]").click()
        until(lambda: browser.execute_script("return navigator.serviceWorker.controller !== null"))
        until(lambda: browser.execute_script("return !document.getElementById('sync').hidden"))
        yield browser
    finally:
        browser.quit()
        served.start()


def until(is_so: Callable[[], object], patience: float = 30) -> None:
    limit = time.monotonic() + patience
    while True:
        try:
            if is_so():
                return
        except WebDriverException:
            """The page is on its way."""
        assert time.monotonic() < limit, "waited for too long"
        time.sleep(0.2)


def count(served: Served) -> int:
    with create_app(settings.load(served.environment)).app_context():
        return db.session.scalar(select(func.count()).select_from(Craving)) or 0


def log_craving(phone: webdriver.WebKitGTK, served: Served, strength: str) -> None:
    """Two taps."""
    phone.get(f"{served.address}/today")
    phone.find_element(By.CSS_SELECTOR, "a.btn--lg").click()
    until(lambda: phone.find_element(By.CSS_SELECTOR, f"button[value='{strength}']"))
    phone.find_element(By.CSS_SELECTOR, f"button[value='{strength}']").click()


def test_a_craving_is_saved(phone: webdriver.WebKitGTK, served: Served) -> None:
    before = count(served)
    log_craving(phone, served, "7")
    until(lambda: "/choose" in phone.current_url)
    assert count(served) == before + 1


def test_a_craving_without_a_server_waits_and_is_sent_once(
    phone: webdriver.WebKitGTK, served: Served
) -> None:
    before = count(served)
    served.stop()
    log_craving(phone, served, "8")
    until(lambda: "Saved on this phone" in phone.find_element(By.ID, "kept").text)
    served.start()
    phone.get(f"{served.address}/today")
    until(lambda: phone.find_element(By.ID, "sync").text == "All saved")
    assert count(served) == before + 1
