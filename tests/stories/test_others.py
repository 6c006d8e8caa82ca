"""What a counselor, somebody new and a supporter do, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.stories.conftest import DESK, Open
from tests.stories.test_client import open_brief_of


def test_a_new_client_comes_in_by_invitation(open_browser: Open) -> None:
    staff = open_browser("counselor", viewport=DESK)
    staff.goto("/caseload/new")
    staff.get_by_label("Name they use").fill("Nuria T.")
    staff.get_by_label("Track").select_option(index=0)
    staff.locator("main").get_by_role("button", name="Enroll this client").click()
    staff.get_by_role("button", name="Make a link").click()
    link = staff.locator("#link-address").input_value()
    assert staff.locator(".qr svg").count() == 1
    client = open_browser(None)
    client.goto("/welcome/" + link.rpartition("/")[2])
    client.get_by_label("Email").fill("nuria@people.example")
    client.get_by_label("New password").fill("three small brown birds")
    client.locator("main").get_by_role("button", name="Start").click()
    client.wait_for_url("**/today")
    expect(client.get_by_role("heading", level=1)).to_have_text("Hi Nuria T.")
    again = open_browser(None)
    again.goto("/welcome/" + link.rpartition("/")[2])
    expect(again.get_by_role("heading", level=1)).to_have_text("This link does not work any more")


def test_a_counselor_reads_marks_and_takes_back_by_keys(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK)
    open_brief_of(page, "Dana")
    name = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("e")
    expect(page.get_by_text(f"{name} reviewed.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(name)
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(name)


def test_a_counselor_without_javascript_marks_and_takes_back(open_browser: Open) -> None:
    page = open_browser("counselor", viewport=DESK, java_script_enabled=False)
    open_brief_of(page, "Dana")
    page.get_by_role("button", name="Mark reviewed").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dana")


def test_a_supporter_learns_how_to_help(open_browser: Open) -> None:
    page = open_browser("supporter")
    page.goto("/supporting")
    expect(page.get_by_role("heading", level=1)).to_contain_text("How to help Dana")
    assert page.title() == "How to help"
    body = page.locator("main").inner_text()
    assert "1-800-662-4357" in body
    assert "988" in body


def test_both_languages_are_one_tap_apart(open_browser: Open) -> None:
    page = open_browser(None)
    page.goto("/help")
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ayuda ya")
    assert page.locator("html").get_attribute("lang") == "es"
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help now")
