// The worker's ears: each event, and who answers it.

self.addEventListener("install", (event) => {
  // All at once, so that another page of the same visit is served by the worker that knows it.
  self.skipWaiting();
  event.waitUntil(keepReady(settings.shell));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOlder(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && isLog(pathname)) event.respondWith(take(request));
  else if (request.method === "POST" && request.mode === "navigate") {
    // Who signs in may be somebody else: until their page says who, nothing is taken for anybody.
    if (["/sign-in", "/sign-out"].includes(pathname)) event.waitUntil(store.learn({ owner: null }));
    if (pathname === "/sign-out") event.waitUntil(store.learn({ plan: null }));
    event.respondWith(sentAway(request));
  } else if (request.method !== "GET") return;
  else if (request.mode === "navigate") event.respondWith(navigated(request));
  else if (pathname.startsWith("/static/")) event.respondWith(fileAt(request));
});

self.addEventListener("sync", (event) => event.waitUntil(flush()));

const answers = {
  async hello({ owner, key, language, theme }) {
    const { plan } = await store.facts();
    // Somebody else's plan does not stay on a phone that changed hands.
    const gone = owner && plan && plan.owner !== owner ? { plan: null } : {};
    await store.learn({ language, theme, ...gone, ...(owner ? { owner, key } : {}) });
    await refresh().catch(() => {});
    await report();
  },
  async keepPlan({ plan, port }) {
    await store.learn({ plan });
    port.postMessage(true);
  },
  async plan({ port }) {
    port.postMessage((await store.facts()).plan ?? null);
  },
  send: () => flush(),
  state: () => report(),
  async list({ port }) {
    const { owner } = await store.facts();
    const rows = await store.rows();
    const shown = rows.map(({ n, id, saved_at, status, ...row }) => ({ n, id, saved_at, status, isOwn: row.owner === owner }));
    port.postMessage(shown);
  },
  async again({ n }) {
    await store.change(n, { status: 0 });
    await flush();
  },
  // Only one's own can be deleted, and only one at a time.
  async remove({ n, port }) {
    const { owner } = await store.facts();
    const row = await store.row(n);
    if (row?.owner === owner) await store.remove([n]);
    port.postMessage(true);
    await report();
  },
  async letter({ n, port }) {
    const row = await store.row(n);
    const who = await askWho().catch(() => null);
    port.postMessage(row && who ? { entry: row.sealed, id: row.id, csrf_token: who.token } : null);
  },
};

self.addEventListener("message", (event) => {
  const { say, ...about } = event.data ?? {};
  if (answers[say]) event.waitUntil(answers[say]({ ...about, port: event.ports[0] }));
});
