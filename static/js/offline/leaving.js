import { become } from "./account.js";
import { clearPersonalPages, remembered } from "./remembered.js";
import { Store } from "./store.js";
import { Flusher } from "./sync.js";

/* Signing out on this phone: what waits here, and the ways to leave. */

export async function leaving({ prefix = "swivel", server } = {}) {
  const store = new Store({ prefix });
  await store.open();
  return {
    /** How many records are not sent, the refused among them. */
    waiting: () => store.status.waiting + store.status.refused,
    send: () => new Flusher(store, server).ask(),
    file: () => store.toFile(),
  };
}

/** Afterwards this phone shows nobody's. What is not sent yet stays locked here until its owner signs in again. */
export async function leave({ prefix = "swivel" } = {}) {
  await clearPersonalPages();
  if (remembered(prefix) === null) return;
  const store = new Store({ prefix });
  await store.open();
  await become(store, null);
}
