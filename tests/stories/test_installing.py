"""On the home screen, as Chromium sees it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.stories.conftest import Open

# Tests run in a window that keeps nothing, and there nothing can be put on a home screen.
NOT_OURS = {"in-incognito"}


def test_chromium_finds_nothing_wrong_with_the_manifest(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/settings/app")
    page.get_by_label("Daybook").check()
    page.get_by_label("Hill").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    page.goto("/today")
    page.wait_for_selector("#sync:not([hidden])", state="attached")
    devtools = page.context.new_cdp_session(page)
    found = devtools.send("Page.getAppManifest")
    assert found["errors"] == [] and '"Daybook"' in found["data"]
    problems = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {one["errorId"] for one in problems} <= NOT_OURS


def test_what_the_browser_offers_waits_for_the_tap(open_browser: Open) -> None:
    page = open_browser("client")
    page.goto("/settings/app")
    button = page.get_by_role("button", name="Put it on my home screen")
    expect(button).to_be_hidden()
    page.evaluate("""() => {
      const offer = new Event("beforeinstallprompt", { cancelable: true });
      offer.prompt = () => { document.title = "asked"; };
      window.isHeld = !dispatchEvent(offer);
    }""")
    assert page.evaluate("window.isHeld")
    expect(button).to_be_visible()
    button.click()
    assert page.title() == "asked"
    expect(button).to_be_hidden()
