/* What a visit does for the next one, on every page, when the page is there and the phone is idle: it brings the
   service worker, lets it keep what opens without signal, and offers a new version. */

const root = document.documentElement;
// Who opens a page often goes on to the next at once: that one comes first.
const WARM_AFTER_MS = 3000;

if ("signedOut" in root.dataset) {
  forgetOwnPages();
  stopReminders();
}
if (root.dataset.keptAt) sayWhenKept();
if ("serviceWorker" in navigator) bringWorker();

/* Signing out on the server's pages; the store does the same when it changes account. */
async function forgetOwnPages() {
  const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
  await Promise.all(names.filter((name) => name.startsWith("personal:")).map((name) => caches.delete(name)));
}

/* Whoever comes next on this phone is not reminded in the last one's place. */
async function stopReminders() {
  try {
    const { stopHere } = await import("./lib/push.js");
    await stopHere();
  } catch (refusal) {
    if (!(refusal instanceof TypeError) && !(refusal instanceof DOMException)) throw refusal;
  }
}

function sayWhenKept() {
  const when = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll('[data-part="kept-at"]')) {
    time.dateTime = root.dataset.keptAt;
    time.textContent = when.format(new Date(root.dataset.keptAt));
  }
}

/** Where there is Background Sync, every browser takes a module for a worker, and that one sends by itself. */
export function registerWorker() {
  if ("SyncManager" in globalThis) return navigator.serviceWorker.register("/sw.js?sends", { type: "module" });
  return navigator.serviceWorker.register("/sw.js");
}

async function bringWorker() {
  try {
    const registration = await registerWorker();
    follow(registration);
    const { active } = await navigator.serviceWorker.ready;
    if (!navigator.connection?.saveData) setTimeout(() => active.postMessage({ warm: { dark: isDark() } }), WARM_AFTER_MS);
  } catch (refusal) {
    // No signal, a private window, storage switched off: the site works, only not without signal.
    if (!(refusal instanceof TypeError) && !(refusal instanceof DOMException)) throw refusal;
  }
}

/* A first worker takes over by itself; a later one waits until it is let. */
function follow(registration) {
  if (registration.waiting) offer(registration.waiting);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

function watch(worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed") offer(worker);
  });
}

async function offer(worker) {
  if (!navigator.serviceWorker.controller) return;
  const { offerUpdate } = await import("./offline/update.js");
  offerUpdate(worker);
}

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
