"""A member of staff leaves, in a real browser: out at once, and what they leave open is listed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.stories.conftest import DESK, Open


def test_a_lead_leaves_and_the_clients_are_handed_over(open_browser: Open) -> None:
    lead = open_browser("counselor-1", viewport=DESK)
    lead.goto("/care-teams")
    expect(lead.get_by_role("heading", level=1)).to_have_text("Care teams")
    admin = open_browser("admin", viewport=DESK)
    admin.goto("/admin/staff")
    card = admin.locator("li.card", has_text="Victor B.")
    expect(card).to_contain_text("Counselor, Lead counselor")
    card.get_by_role("button", name="End access now").click()
    expect(admin.locator("li.card", has_text="Victor B.")).to_contain_text("Access ended")
    lead.goto("/care-teams")
    lead.wait_for_url("**/sign-in")
    admin.locator("li.card", has_text="Victor B.").get_by_role("link", name="What they leave open").click()
    expect(admin.locator("main")).to_contain_text("No duties.")
    waiting = admin.locator("section[aria-labelledby=clients] li a")
    before = waiting.count()
    assert before > 0
    waiting.first.click()
    admin.get_by_label("Who joins").select_option(label="Maya T.")
    admin.get_by_role("button", name="Change the team").click()
    expect(admin.locator("section[aria-labelledby=history]")).to_contain_text("Victor B.")
    admin.goto("/admin/changes")
    expect(admin.locator("main")).to_contain_text("Access ended: Victor B.")
