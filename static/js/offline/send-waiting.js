import { STORES, StorageError, done, nameOf, open, transact } from "./database.js";
import { Exchange } from "./exchange.js";
import { locked } from "./locks.js";
import { Offline, Server } from "./server.js";

/* The queue without a tab, for the service worker: docs/offline.md, "Without a tab". There is no localStorage here, so whose
   database it is, the server says. */

/** Sends what waits of whoever is signed in. Throws where the browser has to wake the service worker once more. */
export async function sendWaiting(server = new Server(), prefix = "swivel") {
  const { account } = await server.session();
  if (account === null || !(await isHere(nameOf(account, prefix)))) return;
  // What is on the move from nobody's database arrives children first: its tab ends the move, and sends it.
  await locked(`${prefix}:moving`, async () => {
    if (!(await isMoving(prefix))) await locked(nameOf(account, prefix), () => exchange(account, server, prefix));
  });
}

async function exchange(account, server, prefix) {
  const shelf = new Shelf(account, prefix);
  try {
    await shelf.open();
    const rounds = new Exchange(shelf, server, { doubt: () => {} });
    rounds.curious = false;
    for (;;) {
      const { more, failed, wait } = await rounds.round();
      if (failed || wait) throw new Offline("the server takes nothing now");
      if (!more) return;
    }
  } catch (error) {
    // What this phone cannot keep or read, the next tab says.
    if (!(error instanceof StorageError)) throw error;
  } finally {
    shelf.close();
  }
}

/** Of a store what an exchange needs: nobody looks at it, so it has no status. */
class Shelf {
  #name;
  #channel;
  #database = null;

  constructor(account, prefix) {
    this.account = account;
    this.#name = nameOf(account, prefix);
    this.#channel = new BroadcastChannel(this.#name);
  }

  async open() {
    this.#database = await open(this.#name);
  }

  close() {
    this.#database?.close();
    this.#channel.close();
  }

  transact(mode, body, options) {
    return transact(this.#database, STORES, mode, body, options);
  }

  async change(body, source) {
    const result = await this.transact("readwrite", body, { durability: "strict" });
    this.tell(result.keys, source);
    return result;
  }

  /** Tabs in the background read anew what they show. */
  tell(keys, source) {
    if (keys.length) this.#channel.postMessage({ keys: null, source });
  }

  note() {}

  count() {}
}

async function isMoving(prefix) {
  const name = nameOf(null, prefix);
  if (!(await isHere(name))) return false;
  const database = await open(name);
  try {
    const phone = await transact(database, STORES, "readonly", (transaction) => done(transaction.objectStore("kept").get("phone")));
    return Boolean(phone?.value.moved);
  } finally {
    database.close();
  }
}

/** Opening would make it. */
async function isHere(name) {
  return (await indexedDB.databases()).some((database) => database.name === name);
}
