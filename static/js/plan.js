// The plan, kept on this phone for a time without a signal, if its person chose so. It is sealed with a key from the
// PIN, in the place where the worker keeps things; the PIN itself is kept nowhere.

const ROUNDS = 600000; // PBKDF2-SHA-256, OWASP's advice of 2023
const TRIES = 5;
const WAIT = 30000;
const worker = navigator.serviceWorker;
const keeping = document.querySelector("form[data-keep-plan]");
const opening = document.querySelector("form[data-open-plan]");
const { owner } = document.documentElement.dataset;

async function ask(say, about = {}) {
  const { active } = await worker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  active.postMessage({ say, ...about }, [port2]);
  return answer;
}

async function keyFrom(pin, salt) {
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function seal(blocks, pin) {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const text = new TextEncoder().encode(JSON.stringify(blocks));
  const shut = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyFrom(pin, salt), text);
  return { owner, salt, iv, shut, kept_at: Date.now() };
}

// Whatever came of it, the form can be sent again.
function answering(form, answer) {
  return async (event) => {
    event.preventDefault();
    await answer();
    document.dispatchEvent(new CustomEvent("answered", { detail: form }));
  };
}

async function keep() {
  const said = keeping.querySelector("[role=status]");
  const answer = await fetch(keeping.action, { method: "POST", body: new URLSearchParams(new FormData(keeping)) });
  if (!answer.ok) {
    said.textContent = said.dataset.wrong;
    return;
  }
  await ask("keepPlan", { plan: await seal((await answer.json()).blocks, keeping.elements.pin.value) });
  keeping.reset();
  said.textContent = said.dataset.done;
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text, dir: "auto" });
}

function show(blocks) {
  const place = document.getElementById("plan");
  for (const { title, lines } of blocks) {
    const list = document.createElement("ul");
    list.className = "bullets";
    for (const { words, call } of lines) {
      const item = document.createElement("li");
      item.append(call ? Object.assign(element("a", words), { href: call }) : element("span", words));
      list.append(item);
    }
    place.append(element("h2", title), list);
  }
  opening.hidden = true;
}

let wrong = 0;

async function open() {
  const said = opening.querySelector("[role=status]");
  const plan = await ask("plan");
  try {
    const key = await keyFrom(opening.elements.pin.value, plan.salt);
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: plan.iv }, key, plan.shut);
    show(JSON.parse(new TextDecoder().decode(text)));
    said.textContent = "";
  } catch {
    opening.reset();
    wrong += 1;
    said.textContent = said.dataset.wrong;
    const button = opening.querySelector("button");
    button.disabled = wrong % TRIES === 0;
    if (button.disabled) setTimeout(() => (button.disabled = false), WAIT);
  }
}

async function ready() {
  const plan = await ask("plan");
  for (const link of document.querySelectorAll("[data-kept-plan]")) link.hidden = !plan;
  if (opening) {
    opening.hidden = !plan;
    opening.addEventListener("submit", answering(opening, open));
  }
}

if (keeping && worker && crypto.subtle) {
  keeping.hidden = false;
  keeping.addEventListener("submit", answering(keeping, keep));
}
if (worker && document.querySelector("#keeping[data-kept=no]")) ask("keepPlan", { plan: null });
if (worker && (opening || document.querySelector("[data-kept-plan]"))) ready();
