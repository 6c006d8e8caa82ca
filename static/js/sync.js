// The chip at the top: what of the person's is on its way. It follows what really happened to each entry, not
// what the phone believes of its network. The worker does the work; this tells it when to try.

const FIRST_WAIT = 5000;
const LONGEST_WAIT = 5 * 60 * 1000;
const PATIENCE = 2000;
const page = document.documentElement;
const chip = document.getElementById("sync");
const said = document.getElementById("sync-said");
const worker = navigator.serviceWorker;

let wait = FIRST_WAIT;
let timer = 0;
let sync = null;

function wordsOf({ waiting, parked, isSending, isReached }) {
  const words = chip.dataset;
  if (isSending && waiting) return [words.sending, "sending"];
  if (waiting && isReached) return [words.failed, "failed"];
  if (waiting) return [waiting === 1 ? words.one : words.many.replace("{number}", waiting), "queued"];
  if (parked) return [words.parked, "failed"];
  return isReached ? [words.clean, "clean"] : [words.away, "away"];
}

// What changes by itself every second is not read out: that something waits, and that it did not go, is.
function show(next) {
  const [words, look] = wordsOf(next);
  const isNews = chip.dataset.look !== look && ["queued", "failed"].includes(look);
  chip.dataset.look = look;
  if (chip.textContent !== words) chip.textContent = words;
  chip.hidden = false;
  if (isNews) said.textContent = words;
  document.dispatchEvent(new CustomEvent("sync", { detail: next }));
}

// More and more slowly, and never in step with all the others who wait for the same server.
function tryLater({ waiting, isSending }) {
  clearTimeout(timer);
  if (!waiting) wait = FIRST_WAIT;
  if (!waiting || isSending) return;
  timer = setTimeout(() => tell("send"), wait * (0.5 + Math.random()));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

async function tell(say, about = {}) {
  const { active } = await worker.ready;
  active.postMessage({ say, ...about });
}

async function hello() {
  const { owner, seal: key } = page.dataset;
  await tell("hello", { owner, key, language: page.lang, theme: page.dataset.theme });
  await tell("send");
}

function changed(next) {
  if (next.waiting && !sync?.waiting) {
    navigator.storage?.persist?.();
    worker.ready.then((ready) => ready.sync?.register("entries")).catch(() => {});
  }
  sync = next;
  show(next);
  tryLater(next);
}

// A page that has just opened has not heard yet what waits.
function heard() {
  return new Promise((resolve) => {
    document.addEventListener("sync", resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });
}

// A queue is one of the few things that signing out asks about first.
async function askFirst(event) {
  const form = event.target;
  const isOut = new URL(form.action).pathname === "/sign-out" && !form.matches("[data-sign-out]");
  if (!isOut || (sync && !sync.waiting && !sync.parked)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (sync) {
    location.assign(`/offline/${page.lang}/sign-out`);
    return;
  }
  await heard();
  sync ??= {};
  document.dispatchEvent(new CustomEvent("answered", { detail: form }));
  form.requestSubmit();
}

if (worker && chip) {
  worker.addEventListener("message", ({ data }) => data.sync && changed(data.sync));
  worker.startMessages();
  worker.register("/worker.js").then(hello, () => {});
  addEventListener("online", () => tell("send"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tell("send"));
  document.addEventListener("submit", askFirst, true);
}
