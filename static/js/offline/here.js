/* The store for pages that only read: opened where this phone holds one already, and without the network. */

let opening = null;

/** The Store, or null: then nothing was ever logged here, and none of its code is fetched. */
export function storeHere() {
  opening ??= open();
  return opening;
}

async function open() {
  if (!(await holdsOne())) return null;
  const { Store } = await import("./store.js");
  const store = new Store();
  await store.open();
  return store;
}

async function holdsOne() {
  try {
    return (await indexedDB.databases()).some(({ name }) => name.startsWith("swivel:"));
  } catch {
    // Storage is switched off, or the browser is too old to say.
    return false;
  }
}
