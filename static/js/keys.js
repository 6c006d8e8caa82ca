// One-key shortcuts for the desk: whatever carries data-key can also be clicked or tapped. A person can turn
// them off or change them, because speech input and stray keys would set them off (WCAG 2.1.4): the server
// keeps that, and writes it on the page as data-keys. Pages name each act by the key that it comes with, or by
// two with a dash between, of which one is pressed after the other.

const FIELDS = "input, textarea, select, [contenteditable]";
const PATIENCE = 1500; // between the two keys of a pair such as "g-c"

const page = document.documentElement;
const own = new Map((page.dataset.keys ?? "").split(" ").filter((pair) => [...pair].length === 2).map((pair) => [...pair]));

let first = null; // the first key of a pair, while the second is awaited
let firstAt = 0;

function isOff() {
  return page.dataset.keys === "off";
}

function isTyping(target) {
  return target instanceof Element && target.closest(FIELDS) !== null;
}

// What the key would be without the person's own choice; nothing where they gave it up.
function usual(key) {
  for (const [name, chosen] of own) if (chosen === key) return name;
  return own.has(key) ? null : key;
}

function placeOf(key) {
  // What stands later is nearer to the task: the page's own way back, before that of the navigation.
  return [...document.querySelectorAll(`[data-key~="${CSS.escape(key)}"]`)].at(-1);
}

// On a list the same keys move the focus from one client to the next, and open the one that has it.
function inList(key) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length || !["j", "k", "o"].includes(key)) return false;
  const here = rows.indexOf(document.activeElement);
  if (key === "o") {
    rows[Math.max(here, 0)].click();
  } else {
    const next = here < 0 ? 0 : here + (key === "j" ? 1 : -1);
    rows[Math.min(Math.max(next, 0), rows.length - 1)].focus();
  }
  return true;
}

function pressed(event) {
  const isSecond = first !== null && event.timeStamp - firstAt < PATIENCE;
  const key = isSecond ? `${first}-${event.key}` : usual(event.key);
  first = null;
  if (key === null) return null;
  if (!isSecond && document.querySelector(`[data-key^="${CSS.escape(key)}-"]`)) {
    first = key;
    firstAt = event.timeStamp;
  }
  return key;
}

function press(event) {
  if (isOff() || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Shift") return;
  const key = pressed(event);
  const place = key === null ? null : placeOf(key);
  if (place) {
    event.preventDefault();
    place.matches(FIELDS) ? place.focus() : place.click();
  } else if (key !== null && inList(key)) {
    event.preventDefault();
  }
}

// The hints say the person's own keys.
function hint() {
  if (isOff()) return;
  for (const place of document.querySelectorAll("kbd")) {
    place.dataset.usual ??= place.textContent;
    place.textContent = own.get(place.dataset.usual) ?? place.dataset.usual;
  }
}

hint();
document.addEventListener("page:shown", hint);
document.addEventListener("keydown", press);

// Printing is the one act here that has no link or form.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
