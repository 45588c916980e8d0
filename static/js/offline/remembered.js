/* Which database this phone opens, as it was left. Without localStorage it is nobody's each time. */

const keyOf = (prefix) => `${prefix}.account`;

export function remembered(prefix) {
  try {
    return localStorage.getItem(keyOf(prefix));
  } catch {
    return null;
  }
}

export function remember(prefix, account) {
  try {
    if (account === null) localStorage.removeItem(keyOf(prefix));
    else localStorage.setItem(keyOf(prefix), account);
  } catch {
    // Storage is blocked: nobody is remembered.
  }
}

/** Hears when another tab changes who is here. */
export function onRemembered(prefix, heard, options) {
  addEventListener("storage", ({ key }) => (key === keyOf(prefix) || key === null) && heard(), options);
}

/** Asks the browser, once and quietly, not to evict what is kept here. */
export async function persist(prefix) {
  const key = `${prefix}.persist`;
  try {
    if (localStorage.getItem(key) || !navigator.storage?.persist) return;
    localStorage.setItem(key, "asked");
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // It stays evictable, as the notice about signing up says.
  }
}

/** Pages of one person that the service worker kept: they go when somebody else comes. */
export async function clearPersonalPages() {
  if (!globalThis.caches) return;
  const names = (await caches.keys().catch(() => [])).filter((name) => name.startsWith("personal:"));
  await Promise.all(names.map((name) => caches.delete(name)));
}
