// The timer of a skill. It goes by the clock on the wall, so a locked phone, another page or a reload
// does not stop it: this device keeps when it began, under the entry's id and without any words.
// It never sends anything. Every change is told to the page as "tick", for what moves with it.

const PREFIX = "companion.timer ";
const FORGET = 10 * 60 * 1000; // so long after its end a timer is not looked at again
const A_DAY = 24 * 60 * 60 * 1000;
const HEARTBEAT = 250;

// began: when it would have begun had it never been paused; pausedAt: 0 while it runs.
const gone = (state, now) => Math.max(0, (state.pausedAt || now) - state.began);

// A browser that keeps nothing still has a timer, until the page is left.
function keep(key, state) {
  try {
    if (state) localStorage.setItem(key, JSON.stringify(state));
    else localStorage.removeItem(key);
  } catch {}
}

function kept(key) {
  try {
    const state = JSON.parse(localStorage.getItem(key));
    const now = Date.now();
    const isOld = now - state.began > A_DAY || (!state.pausedAt && gone(state, now) > state.length + FORGET);
    if (isOld) keep(key, null);
    return isOld ? null : state;
  } catch {
    return null;
  }
}

function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function begin(place) {
  const words = place.dataset;
  const key = PREFIX + words.timer;
  const [usual, more, every] = [words.seconds, words.more, words.every].map((seconds) => Number(seconds) * 1000);
  const names = ["[data-act=toggle]", "[data-act=stop]", "[data-act=more]", "[data-left]", "[data-said]"];
  const [toggle, stop, extend, left, said] = names.map((name) => place.querySelector(name));
  let state = kept(key);
  let length = state?.length ?? usual;
  let asked = state && every ? Math.floor(gone(state, Date.now()) / every) : 0;
  let wasUp = false;

  function change(next) {
    state = next && { ...next, length };
    keep(key, state);
    put(said, state?.pausedAt ? words.paused : "");
    show();
  }

  toggle.addEventListener("click", () => {
    const now = Date.now();
    if (state && gone(state, now) >= length) {
      length = usual;
      state = null;
    }
    if (!state) asked = 0;
    if (!state || state.pausedAt) change({ began: now - (state ? gone(state, now) : 0), pausedAt: 0 });
    else change({ ...state, pausedAt: now });
  });

  stop.addEventListener("click", () => {
    length = usual;
    change(null);
    document.getElementById("question")?.focus();
  });

  // After the end it goes on from now, not from when it ended.
  extend?.addEventListener("click", () => {
    length = Math.max(length, state ? gone(state, Date.now()) : 0) + more;
    if (state) change(state);
    else show();
  });

  function say(soFar, isUp) {
    const times = every ? Math.floor(soFar / every) : 0;
    if (isUp && !wasUp) put(said, words.up);
    else if (times > asked && !isUp) put(said, words.ask.replace("{minute}", times));
    asked = Math.max(asked, times);
    wasUp = isUp;
  }

  function show() {
    const soFar = state ? Math.min(length, gone(state, Date.now())) : 0;
    const rest = Math.ceil((length - soFar) / 1000);
    const isUp = rest === 0;
    const isRunning = Boolean(state) && !state.pausedAt && !isUp;
    put(left, `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`);
    put(toggle, isUp ? words.again : isRunning ? words.pause : state ? words.resume : words.start);
    stop.hidden = !state;
    say(soFar, isUp);
    place.dispatchEvent(new CustomEvent("tick", { detail: { soFar, isRunning, isStarted: Boolean(state) && !isUp } }));
  }

  document.addEventListener("visibilitychange", show);
  setInterval(show, HEARTBEAT);
  place.querySelector("[data-controls]").hidden = false;
  // Once what moves with it is there to listen.
  addEventListener("load", show);
  show();
}

try {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) kept(key);
} catch {}
document.querySelectorAll("[data-timer]").forEach(begin);
