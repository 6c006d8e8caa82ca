// Whoever cannot see the page change is told by where the focus goes: to what is wrong first, else
// to the heading of what has replaced the task. A part without either leaves the focus alone.

const PLACES = [".error-summary", "[data-focus]"];

function within(part, selector) {
  return part.matches(selector) ? part : part.querySelector(selector);
}

function focusIn(parts) {
  for (const selector of PLACES) {
    const place = parts.map((part) => within(part, selector)).find(Boolean);
    if (place) {
      place.focus();
      return;
    }
  }
}

// Settling, not swapping, names the new content; a morphed target is its own new content.
document.addEventListener("htmx:after:settle", (event) => {
  const { newContent } = event.detail;
  focusIn(newContent.filter((node) => node instanceof Element && node.isConnected));
});

document.querySelector(".error-summary")?.focus();
