// A form that adds an entry: it is sealed and kept first, and then sent. So nothing hangs on the answer: whatever
// happens on the way, the entry is on this phone until the server has named it.

const ANSWER_WITHIN = 4000;
const ANSWERED = ["saved", "parked", "signed-out"];

const isLog = (path) => settings.logs.some((pattern) => new RegExp(pattern).test(path));

// What follows on the way of an entry that waits: after a craving comes something to do.
function pageAfter(path, id) {
  return path === settings.craving ? `choose?entry=${id}` : `saved?entry=${id}`;
}

async function offlineAnswer(request, path, id) {
  if (request.headers.get("HX-Request") === "true") return shell("part", id);
  return Response.redirect(await shellAddress(pageAfter(path, id)), 303);
}

async function refusedPage(request, name) {
  const page = await shell(request.headers.get("HX-Request") === "true" ? `${name}-part` : name);
  return new Response(page.body, { status: 507, headers: page.headers });
}

// The answer as the form would have had it.
function passedOn({ answer }) {
  const then = answer.headers.get("Entry-Then");
  return then ? Response.redirect(new URL(then, location.origin), 303) : answer;
}

function answerAbout(n, isFragment) {
  return new Promise((resolve) => {
    awaited.set(n, { isFragment, resolve });
    setTimeout(() => tell(n, { meaning: "later" }), ANSWER_WITHIN);
  });
}

async function kept(fields, path, facts) {
  const id = fields.get("submission_id") || newId();
  const was = fields.get("was");
  fields.set("submission_id", id);
  const said = { path, body: fields.toString(), owner: facts.owner, saved_at: Date.now() };
  const sealed = await seal(said, id, facts.key);
  return { id, was, sealed, owner: facts.owner, saved_at: said.saved_at, status: 0 };
}

async function knownFacts() {
  const facts = await store.facts();
  if (facts.owner && facts.key) return facts;
  await askWho().catch(() => null);
  return store.facts();
}

async function keepAndSend(request, fields, token, facts) {
  const path = new URL(request.url).pathname;
  const row = await kept(fields, path, facts);
  row.n = await store.add(row);
  const answering = answerAbout(row.n, request.headers.get("HX-Request") === "true");
  flush(token ? { owner: facts.owner, token } : undefined);
  const result = await answering;
  if (result.meaning === "others") {
    // Somebody else has signed in since: it is theirs, and is sealed as theirs.
    await store.remove([row.n]);
    return keepAndSend(request, fields, null, await store.facts());
  }
  return ANSWERED.includes(result.meaning) ? passedOn(result) : offlineAnswer(request, path, row.id);
}

async function take(request) {
  const fields = new URLSearchParams(await request.clone().text());
  const token = fields.get("csrf_token");
  fields.delete("csrf_token");
  const facts = await knownFacts();
  if (!facts.owner) return fetch(request).catch(() => refusedPage(request, "nobody"));
  try {
    return await keepAndSend(request, fields, token, facts);
  } catch {
    return refusedPage(request, "full");
  } finally {
    report();
  }
}
