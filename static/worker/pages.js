// Where there is no server, this is it: pages without a word of anybody's stand ready in both languages.
// Everything personal comes from the network alone and is kept nowhere.

const PAGE_WITHIN = 3000;
const AGAIN_WITHIN = 20000; // who asks a second time chose to wait
const GONE = [502, 503, 504]; // a proxy whose server is away
const CACHE = `companion ${settings.version}`;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let missed = "";

async function shellAddress(page) {
  const { language } = await store.facts().catch(() => ({}));
  return new URL(`/offline/${settings.languages.includes(language) ? language : settings.languages[0]}/${page}`, location.origin).href;
}

// What was the same for everybody when it was kept: the colors that the person chose, an id for the entry that the
// page is about to make, and the id of the one that it follows.
function filled(html, theme, entry) {
  const colors = theme === "dark" || theme === "light" ? theme : "auto";
  const own = html
    .replace('data-theme="auto"', `data-theme="${colors}"`)
    .replaceAll('name="submission_id" value=""', () => `name="submission_id" value="${newId()}"`);
  if (!ID.test(entry)) return own;
  return own
    .replaceAll('name="wave" value=""', `name="wave" value="${entry}"`)
    .replaceAll('?entry="', `?entry=${entry}"`)
    .replaceAll('data-saved=""', `data-saved="${entry}"`);
}

async function shell(page, entry) {
  const cache = await caches.open(CACHE);
  const found = (await cache.match(await shellAddress(page), { ignoreVary: true })) ?? (await cache.match(await shellAddress("home"), { ignoreVary: true }));
  if (!found) return Response.error();
  const { theme } = await store.facts().catch(() => ({}));
  return new Response(filled(await found.text(), theme, entry), { headers: found.headers });
}

function shellFor(path) {
  const fixed = settings.pages[path];
  if (fixed) return fixed;
  const skill = /^\/skills\/([a-z0-9-]+)(?:\/do)?$/.exec(path);
  return skill ? `skills/${skill[1]}` : "home";
}

// Who left while the server could not be told is out before anything else is asked of it.
async function stayOut() {
  const { left } = await store.facts().catch(() => ({}));
  if (!left) return;
  await fetch("/leave/list", { redirect: "manual", cache: "no-store" });
  await store.learn({ left: false });
}

async function navigated(request) {
  const { pathname, searchParams } = new URL(request.url);
  const own = /^\/offline\/[a-z]{2}\/(.+)$/.exec(pathname);
  if (own) return shell(own[1], searchParams.get("entry"));
  const limit = missed === request.url ? AGAIN_WITHIN : PAGE_WITHIN;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), limit);
  try {
    await stayOut();
    const answer = await fetch(request, { signal: stop.signal });
    if (GONE.includes(answer.status)) throw new Error("away");
    missed = "";
    return answer;
  } catch {
    missed = request.url;
    if (pathname.startsWith("/leave")) await store.learn({ left: true }).catch(() => {});
    return shell(shellFor(pathname));
  } finally {
    clearTimeout(timer);
  }
}

// Whose account was closed by it is nobody here any more.
async function sentAway(request) {
  const answer = await fetch(request).catch(() => shell("unsent"));
  if (answer.headers.get("Entry-Owner") === "gone") await store.learn({ owner: null, plan: null }).catch(() => {});
  return answer;
}

async function fileAt(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

// Asked for without cookies: the answer is the same for everybody. What is missing is asked for next time.
async function keepReady(addresses) {
  const cache = await caches.open(CACHE);
  for (const address of addresses) {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok || answer.redirected) throw new Error("not our server");
    await cache.put(address, answer);
  }
}

async function refresh() {
  const A_DAY = 24 * 60 * 60 * 1000;
  const { refreshed } = await store.facts();
  if (Date.now() - (refreshed ?? 0) < A_DAY) return;
  await keepReady([...settings.shell, ...settings.more]);
  await store.learn({ refreshed: Date.now() });
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("companion ") && name !== CACHE).map((name) => caches.delete(name)));
}
