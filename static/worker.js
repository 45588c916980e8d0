/* The service worker: what opens without signal (docs/offline.md). `/sw.js` puts two lines before it:
   BUILT = {version, files: [hashed addresses], shells: [paths]}, whose version is a hash of all of it, and sendWaiting,
   which is a module's where the browser has Background Sync. */
/* global BUILT, sendWaiting */

const SHELL = `shell-${BUILT.version}`;
// Catalogue pages and the slim catalogue, which static/js/offline/catalogue.js reads without asking here.
const CATALOGUE = "catalogue";
const FIGURES = "figures";
// And the account's name: static/js/visit.js and the store delete what begins so when somebody signs out.
const PERSONAL = "personal:";

const SLIM = "/log/catalogue.json";
const WARMED = `${SLIM}?warmed`;
const LISTS = ["/", "/drills/", "/routines/", "/guides/"];
const WARM_BYTES = 1_400_000; // 1.5 MB, less what the heads of the replies weigh
const LIMIT_MS = 4000;
const MOST_COPIES = 60;

const LEFT_ALONE = /^\/(?:api|admin|accounts)\//;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/;
const IN_CATALOGUE = /^\/(?:(?:drills|muscles|equipment|guides|routines)\/(?:[\w-]+\/)?)?$/;
// Pages to read. A form would only seem to work without signal.
const OWN = /^\/(?:today|you|workouts(?:\/[0-9a-f-]{36})?|progress(?:\/[\w-]+)?)\/$/;

addEventListener("install", (event) => event.waitUntil(fillShell()));

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(skipWaiting());
  if (event.data?.warm) event.waitUntil(warm(event.data.warm).catch(noSignal));
});

// Background Sync: there is signal again. When this fails, the browser asks once more, later.
addEventListener("sync", (event) => event.waitUntil(sendWaiting().finally(() => tellTabs("flush"))));

addEventListener("push", (event) => event.waitUntil(remind(event.data)));

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openToday());
});

addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

/* A promise of the answer, or null: the browser asks the network as if there were no worker. */
function answerTo(event) {
  const { method, mode, url, headers } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== location.origin || headers.has("range")) return null;
  if (LEFT_ALONE.test(pathname)) return null;
  if (HASHED.test(pathname)) return hashedFile(event, pathname);
  const opens = mode === "navigate";
  if (pathname === "/drills/" && search) return opens ? foundDrills(event) : null;
  if (IN_CATALOGUE.test(pathname)) return cataloguePage(event, pathname);
  // Its words are asked for by pages that read this phone.
  if (pathname === "/log/") return logger(event);
  if (!opens) return null;
  return OWN.test(pathname) ? ownPage(event, pathname, search) : orOffline(fetch(event.request));
}

/* All or nothing: a worker that lacks one file never takes over. What the version before had is not fetched again. */
async function fillShell() {
  try {
    const cache = await caches.open(SHELL);
    const files = BUILT.files.map(async (path) => [path, (await kept(null, path)) ?? (await whole(path))]);
    // As nobody: `/today/` is a page of one's own for who is signed in.
    const shells = BUILT.shells.map(async (path) => [path, await whole(path, { cache: "reload", credentials: "omit" })]);
    const replies = await Promise.all([...files, ...shells]);
    await Promise.all(replies.map(([path, reply]) => cache.put(path, reply)));
  } catch (reason) {
    await caches.delete(SHELL);
    throw reason;
  }
}

async function takeOver() {
  await deleteCaches((name) => name.startsWith("shell-") && name !== SHELL);
  await clients.claim();
}

async function hashedFile(event, path) {
  const reply = await kept(null, path);
  if (reply) return reply;
  try {
    const fresh = await fetch(event.request);
    if (path.startsWith("/static/figures/")) event.waitUntil(keep(FIGURES, path, fresh.clone()));
    return fresh;
  } catch (reason) {
    // A page that was kept before an update names files of then: those of the same name do for it.
    const now = BUILT.files.find((file) => unhashed(file) === unhashed(path));
    const other = now && (await kept(SHELL, now));
    if (other) return other;
    throw reason;
  }
}

/* Whatever the query says: it is for the script, and one shell serves them all. */
async function logger(event) {
  return (await kept(SHELL, "/log/")) ?? orOffline(fetch(event.request));
}

/* From this phone at once; what was published meanwhile shows on the next view. */
async function cataloguePage(event, path) {
  const reply = await kept(CATALOGUE, path);
  if (reply) {
    event.waitUntil(refresh(path).catch(noSignal));
    return reply;
  }
  const asked = fetch(event.request);
  event.waitUntil(asked.then((fresh) => keep(CATALOGUE, path, fresh.clone())).catch(noSignal));
  return event.request.mode === "navigate" ? orOffline(asked) : asked;
}

/* Answers to a search are not kept; without signal <drill-filter> finds the drills on the phone. */
async function foundDrills(event) {
  const asked = fetch(event.request);
  return asked.catch(async () => (await kept(CATALOGUE, "/drills/")) ?? orOffline(asked));
}

/* The network, if it answers in time; else the page as it was the last time, and that is said on it. */
async function ownPage(event, path, search) {
  const asked = fetch(event.request);
  const noted = asked.then((reply) => keepOwn(path + search, reply.clone()));
  event.waitUntil(noted.catch(noSignal));
  const limit = new Promise((passed) => setTimeout(passed, LIMIT_MS));
  const inTime = await Promise.race([asked.catch(noSignal), limit]);
  if (inTime) return inTime;
  return (await ownCopy(path + search)) ?? (await kept(SHELL, path)) ?? orOffline(asked);
}

async function keepOwn(key, reply) {
  if (!isWhole(reply)) return;
  const account = reply.headers.get("Swivel-Account");
  const name = PERSONAL + account;
  // Somebody else is here now, or nobody.
  await deleteCaches((each) => each.startsWith(PERSONAL) && each !== name);
  if (!account) return;
  await keep(name, key, reply);
  const cache = await caches.open(name);
  for (const old of (await cache.keys()).slice(0, -MOST_COPIES)) await cache.delete(old);
}

async function ownCopy(key) {
  const name = (await caches.keys()).find((each) => each.startsWith(PERSONAL));
  const copy = name && (await kept(name, key));
  if (!copy) return undefined;
  const headers = new Headers(copy.headers);
  for (const each of ["Content-Encoding", "Content-Length"]) headers.delete(each);
  const since = new Date(headers.get("Date")).toISOString();
  return new Response((await copy.text()).replace("<html", `<html data-kept-at="${since}"`), { headers });
}

function orOffline(asked) {
  return asked.catch(async (reason) => {
    const page = await kept(SHELL, "/offline/");
    if (page) return page;
    throw reason;
  });
}

/* After a visit, while nothing else is to do: every drill and routine, and their pictures as far as the budget goes. */
async function warm({ dark }) {
  if (navigator.connection?.saveData) return;
  const slim = await refresh(SLIM);
  if (!isWhole(slim)) return;
  const mark = `${BUILT.version} ${slim.headers.get("ETag")} ${dark ? "dark" : "light"}`;
  if ((await (await kept(CATALOGUE, WARMED))?.text()) === mark) return;
  let left = WARM_BYTES - weightOf(slim);
  const { drills, routines } = await slim.json();
  const pages = drills.filter(({ status }) => status === "published").map(({ slug }) => `/drills/${slug}/`);
  for (const path of [...LISTS, ...pages, ...routines.map(({ slug }) => `/routines/${slug}/`)]) {
    if (left > 0) left -= weightOf(await refresh(path));
  }
  const figures = picturesOf(drills, dark ? ["dark", "light"] : ["light", "dark"]);
  for (const path of figures) {
    if (left <= 0) break;
    if (await kept(FIGURES, path)) continue;
    const reply = await fetch(path);
    left -= weightOf(reply);
    await keep(FIGURES, path, reply);
  }
  await forgetFigures(new Set(figures));
  await (await caches.open(CATALOGUE)).put(WARMED, new Response(mark));
}

/* Posters of the theme in use first, the moving ones of the other theme last. */
function picturesOf(drills, themes) {
  const kinds = ["poster", "moving"].flatMap((kind) => themes.map((theme) => [kind, theme]));
  return kinds.flatMap(([kind, theme]) => drills.map((drill) => drill[kind]?.[theme]).filter(Boolean));
}

async function forgetFigures(wanted) {
  const cache = await caches.open(FIGURES);
  for (const request of await cache.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/* On the wire: what Content-Length says is compressed. */
function weightOf(reply) {
  return Number(reply.headers.get("Content-Length")) || 20_000;
}

const turns = new Map();

/* One after the other for each page: an older answer never lands on a newer one. */
function refresh(path) {
  const before = turns.get(path) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(() => refreshNow(path));
  turns.set(path, turn);
  return turn;
}

async function refreshNow(path) {
  const reply = await fetch(path, { cache: "no-cache" });
  if (isWhole(reply)) await keep(CATALOGUE, path, reply.clone());
  // It has moved, or is here no more: the next view asks the network.
  else if (reply.redirected || reply.status === 404 || reply.status === 410) {
    await (await caches.open(CATALOGUE)).delete(path);
  }
  return reply;
}

async function whole(path, options) {
  const reply = await fetch(path, options);
  if (!isWhole(reply)) throw new TypeError(`${path}: ${reply.status}`);
  return reply;
}

/* Neither a redirect nor an error nor a part is ever kept. */
function isWhole(reply) {
  return reply.status === 200 && reply.type === "basic" && !reply.redirected;
}

async function kept(name, path) {
  return caches.match(path, { ignoreVary: true, ...(name && { cacheName: name }) });
}

async function keep(name, path, reply) {
  if (!isWhole(reply)) return;
  try {
    await (await caches.open(name)).put(path, reply);
  } catch (refusal) {
    // A full phone goes on without this copy.
    if (refusal.name !== "QuotaExceededError") throw refusal;
  }
}

async function tellTabs(message) {
  for (const tab of await clients.matchAll({ type: "window" })) tab.postMessage(message);
}

/* Browsers want to see something for each message, so one without words shows the name. */
async function remind(data) {
  let words = {};
  try {
    words = data?.json() ?? {};
  } catch (broken) {
    if (!(broken instanceof SyntaxError)) throw broken;
  }
  const { title = "Swivel", body = "", tag = "reminder" } = words;
  // The same tag: one that was not read is replaced.
  const icon = BUILT.files.find((file) => unhashed(file) === "/static/apple-touch-icon.png");
  await registration.showNotification(title, { body, tag, icon });
}

async function openToday() {
  const tabs = await clients.matchAll({ type: "window" });
  const open = tabs.find(({ url }) => new URL(url).pathname === "/today/");
  return open ? open.focus() : clients.openWindow("/today/");
}

async function deleteCaches(matching) {
  const names = (await caches.keys()).filter(matching);
  await Promise.all(names.map((name) => caches.delete(name)));
}

function unhashed(path) {
  return path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
}

function noSignal(reason) {
  if (!(reason instanceof TypeError)) throw reason;
}
