// On the pages of somebody who has a lock. Out of sight, the page is blank at once: neither the picture of the
// app switcher nor a glance shows it. Back in sight after a short while it is as it was, and else the server says
// whether it may be seen. As long as a person is there and does something, the server hears of it now and then.

const page = document.documentElement;
const AWAY = Number(page.dataset.lockAfter) * 60 * 1000;
const HEARD_OF = 20 * 1000;

let hiddenAt = 0;
let heardAt = Date.now();

function cover() {
  page.classList.add("blank");
  hiddenAt = Date.now();
}

async function mayBeSeen() {
  heardAt = Date.now();
  const answer = await fetch("/lock/state", { cache: "no-store" }).catch(() => null);
  return Boolean(answer?.ok && (await answer.json()).open);
}

async function uncover() {
  // Without an answer it stays shut: the page of the lock is on the phone, too.
  if (Date.now() - hiddenAt >= AWAY && !(await mayBeSeen())) location.replace("/lock");
  else page.classList.remove("blank");
}

async function isHere() {
  if (Date.now() - heardAt < HEARD_OF) return;
  const wasAway = Date.now() - heardAt >= AWAY;
  if (!(await mayBeSeen()) && wasAway) location.replace("/lock");
}

document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? cover() : uncover()));
for (const act of ["pointerdown", "keydown", "scroll"]) addEventListener(act, isHere, { passive: true });
