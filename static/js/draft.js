// What was tapped or typed and not saved yet survives a reload. It stays in this tab alone, under the
// form's own name, which holds whose form it is. It goes when a page says that the form arrived
// (data-saved names its submission_id), and when the person signs out or leaves.
//
// Of somebody with a lock it is sealed: the key stands on the open pages alone, so it comes back after the lock is
// opened, and nobody can read it before.

const START = "draft:";
const NEVER_KEPT = new Set(["csrf_token", "submission_id"]);
const { draftKey } = document.documentElement.dataset;
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const textOf = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

// A browser may forbid the storage: then there are no drafts, and nothing else is different.
function storage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

const kept = draftKey && !crypto.subtle ? null : storage();
const key = draftKey && kept ? crypto.subtle.importKey("raw", bytesOf(draftKey), "AES-GCM", false, ["encrypt", "decrypt"]) : null;

async function sealed(answers) {
  if (!key) return { answers };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(answers));
  const shut = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, text);
  return { iv: textOf(iv), shut: textOf(shut) };
}

// Null where it was sealed and this page has not the key.
async function opened({ answers, iv, shut }) {
  if (!shut) return answers;
  if (!key) return null;
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, await key, bytesOf(shut));
  return JSON.parse(new TextDecoder().decode(text));
}

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

async function keep(form) {
  const answers = [...new FormData(form)].filter(([name]) => !NEVER_KEPT.has(name));
  const draft = { id: form.elements.submission_id.value, ...(await sealed(answers)) };
  kept?.setItem(START + form.dataset.draft, JSON.stringify(draft));
}

// The form goes on under the id that it had, so that what may have arrived already stays one entry.
async function restore(form) {
  const draft = JSON.parse(kept?.getItem(START + form.dataset.draft) ?? "null");
  if (!draft || draft.id === form.elements.submission_id.value) return;
  const answers = await opened(draft).catch(() => null);
  if (!answers) return;
  form.elements.submission_id.value = draft.id;
  for (const [name, value] of answers) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = field.value === value;
    else if (field) field.value = value; // a group of radio buttons takes a value too
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
document.addEventListener("leave", () => key || forgetAll());
