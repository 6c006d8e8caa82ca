// What was tapped or typed and not saved yet survives a reload. It stays in this tab alone, under the
// form's own name, which holds whose form it is. It goes when a page says that the form arrived
// (data-saved names its submission_id), and when the person signs out or leaves.

const START = "draft:";
const NEVER_KEPT = new Set(["csrf_token", "submission_id"]);

// A browser may forbid the storage: then there are no drafts, and nothing else is different.
function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

const kept = storage();

function names() {
  return kept ? Object.keys(kept).filter((name) => name.startsWith(START)) : [];
}

function forgetAll() {
  names().forEach((name) => kept.removeItem(name));
}

function forgetSaved() {
  const saved = new Set([...document.querySelectorAll("[data-saved]")].map((place) => place.dataset.saved));
  names()
    .filter((name) => saved.has(JSON.parse(kept.getItem(name)).id))
    .forEach((name) => kept.removeItem(name));
}

function keep(form) {
  const answers = [...new FormData(form)].filter(([name]) => !NEVER_KEPT.has(name));
  const draft = { id: form.elements.submission_id.value, answers };
  kept?.setItem(START + form.dataset.draft, JSON.stringify(draft));
}

// The form goes on under the id that it had, so that what may have arrived already stays one entry.
function restore(form) {
  const draft = JSON.parse(kept?.getItem(START + form.dataset.draft) ?? "null");
  if (!draft || draft.id === form.elements.submission_id.value) return;
  form.elements.submission_id.value = draft.id;
  for (const [name, value] of draft.answers) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value; // a group of radio buttons takes a value too
  }
}

forgetSaved();

for (const form of document.querySelectorAll("form[data-draft]")) {
  restore(form);
  form.addEventListener("input", () => keep(form));
}

document.addEventListener("submit", (event) => {
  if (new URL(event.target.action).pathname === "/sign-out") forgetAll();
});
document.addEventListener("leave", forgetAll);
