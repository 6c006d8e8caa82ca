// Sends what waits, in the order in which it was saved, one at a time, from one place at a time. An entry goes
// from this phone only when the server names it: a hotel's sign-in page that answers "200 OK" names nothing.

const PATIENCE = 10000; // for one answer
const LOCK = "companion entries";
const ENDS = ["later", "signed-out", "stale"];

let isSending = false;
let isReached = true; // whether the last try reached the server
const awaited = new Map(); // who waits for the answer about one row, by its number

function within(limit) {
  return AbortSignal.timeout(limit);
}

// Who is signed in, with a fresh token. Null where nobody is.
async function askWho() {
  const headers = { "Entry-Sent-By": "script" };
  const answer = await fetch("/offline/state", { headers, cache: "no-store", redirect: "manual", signal: within(PATIENCE) });
  const said = answer.ok ? await answer.json() : {};
  if (said.owner === null) return null;
  if (!said.owner || !said.token) throw new Error("not our server");
  await store.learn({ owner: said.owner, key: said.key });
  return said;
}

function letterOf(row, token) {
  const body = new URLSearchParams({ entry: row.sealed, id: row.id, sent_at: Date.now() });
  const headers = { "Entry-Sent-By": "script", "X-CSRFToken": token };
  if (awaited.get(row.n)?.isFragment) headers["HX-Request"] = "true";
  return { method: "POST", body, headers, cache: "no-store", redirect: "manual", signal: within(PATIENCE) };
}

const TOO_LARGE = 413; // said before anybody looks at which entry it is

// What became of a row: "saved"; "parked" for its person to look at; "skipped", because the server had a trouble
// with this one; "stale" (the token); "others"; "signed-out"; or "later", because nobody answered for the server.
function meaningOf(answer, row) {
  if (answer.headers.get("Entry-Owner") === "other") return "others";
  if (answer.status === 401) return "signed-out";
  if (answer.status === 400) return "stale";
  if (answer.status === TOO_LARGE) return "parked";
  if (answer.headers.get("Entry") !== row.id) return "later";
  if (answer.ok) return "saved";
  if (answer.status === 429) return "later";
  return answer.status >= 500 ? "skipped" : "parked";
}

// A form that was put right takes the place of the one that was refused; the same id with other words stays.
async function settle(row) {
  const isOver = (one) => one.n === row.n || (one.id === row.id && one.status === 422) || (one.id === row.was && one.status === 409);
  await store.remove((await store.rows()).filter(isOver).map((one) => one.n));
}

async function sendOne(row, token) {
  const answer = await fetch("/offline/entries", letterOf(row, token));
  const meaning = meaningOf(answer, row);
  if (meaning === "saved") await settle(row);
  if (meaning === "parked") await store.change(row.n, { status: answer.status });
  return { meaning, answer };
}

function tell(n, result) {
  awaited.get(n)?.resolve(result);
  awaited.delete(n);
}

async function nextRow(owner, done) {
  const rows = await store.rows();
  return rows.find((row) => row.owner === owner && !row.status && !done.has(row.n));
}

// One after the other until nothing waits, or until the server cannot be reached.
async function sendAll(first) {
  let who = first ?? (await askWho());
  let isFresh = !first;
  const done = new Set();
  while (who) {
    const row = await nextRow(who.owner, done);
    if (!row) return;
    const result = await sendOne(row, who.token);
    const isStale = result.meaning === "stale" && !isFresh;
    if (isStale || result.meaning === "others") {
      who = await askWho();
      isFresh = true;
    }
    if (isStale) continue;
    tell(row.n, result);
    if (ENDS.includes(result.meaning)) return;
    done.add(row.n);
    await report();
  }
}

async function flush(first) {
  await navigator.locks.request(LOCK, { ifAvailable: Boolean(!first) }, async (lock) => {
    if (!lock) return;
    isSending = true;
    try {
      await sendAll(first);
      isReached = true;
    } catch {
      isReached = false;
    } finally {
      isSending = false;
      for (const n of [...awaited.keys()]) tell(n, { meaning: "later" });
    }
  });
  await report();
}

async function state() {
  const [rows, facts] = await Promise.all([store.rows(), store.facts()]);
  const own = rows.filter((row) => row.owner === facts.owner);
  return {
    waiting: own.filter((row) => !row.status).length,
    parked: own.filter((row) => row.status).length,
    others: rows.length - own.length,
    isSending,
    isReached,
  };
}

async function report() {
  const said = { sync: await state() };
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage(said);
}
