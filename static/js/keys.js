// One-key shortcuts for the desk: whatever carries data-key can also be clicked or tapped.
// A person can turn them off, because speech input and stray keys would set them off.

const FIELDS = "input, textarea, select, [contenteditable]";

function isTyping(target) {
  return target instanceof Element && target.closest(FIELDS) !== null;
}

function press(event) {
  if (document.documentElement.dataset.keys === "off") return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.defaultPrevented || isTyping(event.target)) return;
  const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!place) return;
  event.preventDefault();
  if (place.matches(FIELDS)) {
    place.focus();
  } else {
    place.click();
  }
}

document.addEventListener("keydown", press);

// Printing is the one act here that has no link or form.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
