// The next client's brief is fetched while this one is read, and shown at once when it is asked for. It waits
// in this page's memory only: no cache keeps it, and it is gone with the page.
//
// The record says what happened: that the page was sent ahead is one disclosure, that it was then looked at is
// another, which is written as it is shown. A page that was fetched and never shown counts as read by nobody:
// what is "reviewed" ends at the moment at which the server made the page.

const FRESH = 5 * 60 * 1000; // an older one is asked for anew
const PARTS = [".top", "main"];

let ahead = null;
let shown = location.pathname;

async function load(address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

function fetchNext() {
  const link = document.querySelector("a[data-ahead]");
  ahead = link && {
    address: link.href,
    opened: link.dataset.opened,
    at: Date.now(),
    page: load(link.dataset.ahead),
  };
}

// Whoever may no longer see the client is told so by the server, and the page goes.
async function tell(address) {
  const token = document.querySelector('input[name="csrf_token"]')?.value ?? "";
  const body = new URLSearchParams({ csrf_token: token });
  try {
    const answer = await fetch(address, { method: "POST", credentials: "same-origin", body });
    if (!answer.ok) location.reload();
  } catch {
    location.reload();
  }
}

function replace(next) {
  for (const part of PARTS) {
    document.querySelector(part).replaceWith(document.adoptNode(next.querySelector(part)));
  }
  document.title = next.title;
  scrollTo(0, 0);
  const heading = document.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.htmx?.process(document.querySelector("main"));
  document.dispatchEvent(new Event("page:shown"));
}

// A page whose forms keep drafts is set up as it loads, so it has to be loaded.
function isWhole(next) {
  return next && PARTS.every((part) => next.querySelector(part)) && !next.querySelector("form[data-draft]");
}

async function show({ address, opened, page }) {
  const next = await page;
  if (!isWhole(next)) {
    location.assign(address);
    return;
  }
  history.pushState(null, "", address);
  shown = location.pathname;
  replace(next);
  tell(opened);
  fetchNext();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-ahead]");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || ahead?.address !== link.href || Date.now() - ahead.at > FRESH) return;
  event.preventDefault();
  const chosen = ahead;
  ahead = null; // a second press waits for the page that the first one shows
  show(chosen);
});

// Going back to a page that was replaced asks the server for it, as every way back to a client does.
addEventListener("popstate", () => {
  if (location.pathname !== shown) location.reload();
});

fetchNext();
