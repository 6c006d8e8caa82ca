// The list of what waits on the phone, and the question before signing out. What an entry says cannot be read
// here; the server can open it, for its person, who is then shown the form again.

const worker = navigator.serviceWorker;
const words = document.querySelector("[data-words]")?.dataset;
const place = document.getElementById("waiting");
const said = document.getElementById("waiting-said");
const asks = document.querySelector("[data-leaving]");
const SAVED_BEFORE = 409;

async function ask(say, about = {}) {
  const { active } = await worker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  active.postMessage({ say, ...about }, [port2]);
  return answer;
}

async function send() {
  (await worker.ready).active.postMessage({ say: "send" });
}

function stateOf(row) {
  if (!row.status) return words.waiting;
  return row.status === SAVED_BEFORE ? words.otherWords : words.parked;
}

function submit(fields) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/offline/entries", hidden: true });
  for (const [name, value] of Object.entries({ ...fields, sent_at: Date.now() })) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

async function look(row) {
  const letter = await ask("letter", { n: row.n });
  if (letter) submit(letter);
  else said.textContent = words.away;
}

// Nothing else holds this entry, so one tap is not enough; nothing is asked in a box of the browser's.
function removal(button, row) {
  return async () => {
    if (button.textContent !== words.sure) {
      button.textContent = words.sure;
      return;
    }
    await ask("remove", { n: row.n });
    show();
  };
}

function item(row) {
  const li = document.querySelector("template[data-row]").content.cloneNode(true).firstElementChild;
  const when = new Date(row.saved_at);
  li.querySelector("[data-time]").textContent = when.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  li.querySelector("[data-state]").textContent = stateOf(row);
  const looking = li.querySelector("[data-look]");
  looking.hidden = !row.status;
  looking.addEventListener("click", () => look(row));
  const remove = li.querySelector("[data-remove]");
  remove.addEventListener("click", removal(remove, row));
  return li;
}

async function show() {
  const rows = await ask("list");
  const own = rows.filter((row) => row.isOwn);
  const others = rows.length > own.length;
  place.querySelector("[data-list]").replaceChildren(...own.map(item));
  place.querySelector("[data-send]").hidden = !own.some((row) => !row.status);
  const none = own.length ? "" : place.dataset.none;
  said.textContent = [none, others ? place.dataset.others : ""].filter(Boolean).join(" ");
}

let isLeaving = false; // from then on nobody is signed in, whose entries could be counted

function out() {
  isLeaving = true;
  fetch("/offline/state", { cache: "no-store" })
    .then((answer) => answer.json())
    .then(({ token }) => {
      const form = document.querySelector("[data-sign-out]");
      form.elements.csrf_token.value = token ?? "";
      form.submit();
    })
    .catch(() => {
      isLeaving = false;
      said.textContent = said.dataset.away;
    });
}

async function lose() {
  for (const row of (await ask("list")).filter((one) => one.isOwn)) await ask("remove", { n: row.n });
  out();
}

async function count() {
  if (isLeaving) return;
  const own = (await ask("list")).filter((row) => row.isOwn).length;
  if (!own) location.replace("/today");
  said.textContent = own === 1 ? said.dataset.one : said.dataset.many.replace("{number}", own);
}

if (worker && place) {
  place.querySelector("[data-send]").addEventListener("click", send);
  document.addEventListener("sync", show);
  show();
}

if (worker && asks) {
  asks.querySelector("[data-send]").addEventListener("click", send);
  asks.querySelector("[data-out]").addEventListener("click", out);
  asks.querySelector("[data-lose]").addEventListener("click", lose);
  document.addEventListener("sync", count);
  count();
}
