import { adopt } from "./adoption.js";
import { STORES, done, erase, nameOf, open, transact } from "./database.js";
import { changePhone } from "./phone.js";
import { clearPersonalPages, remember } from "./remembered.js";

/* Who is here: docs/offline.md, "Who is here". The phone shows the database it remembers and asks the server behind. */

export class Account {
  #store;
  #server;
  // Whether whoever is signed in is the one whose database is open; undefined when it has to be asked.
  #known = undefined;

  constructor(store, server) {
    this.#store = store;
    this.#server = server;
  }

  /** Whether what is in the open database may be sent now. Asks the server once, until `doubt`. Offline is thrown on. */
  async settle() {
    if (this.#known !== undefined) return this.#known;
    const { account, email, offset } = await this.#server.session();
    this.#store.email = email;
    if (account === this.#store.account) return this.#same(offset);
    if (account === null) return this.#ended();
    if (this.#store.account === null) return this.#arrive(account);
    await become(this.#store, account);
    return this.settle();
  }

  doubt() {
    this.#known = undefined;
  }

  async #same(offset) {
    this.#known = this.#store.account !== null;
    if (!this.#known) return false;
    this.#store.note({ trouble: "" });
    if (offset !== null) {
      await this.#store.transact("readwrite", (transaction) => changePhone(transaction, { offset }));
    }
    return true;
  }

  /** The session ended by itself. What waits goes on waiting. */
  #ended() {
    this.#known = false;
    this.#store.note({ trouble: "signed-out" });
    return false;
  }

  async #arrive(account) {
    if (this.#store.question) return false;
    const records = await this.#store.transact("readonly", (transaction) => done(transaction.objectStore("records").count()));
    const workouts = (await this.#store.all("workout")).filter((row) => !row.gone).length;
    if (!records) await become(this.#store, account);
    else if (workouts && (await this.#hasWorkouts(account))) return this.#ask(account, workouts);
    else await this.#take(account);
    return this.settle();
  }

  async #hasWorkouts(account) {
    const request = { account, device: "new", epoch: null, cursor: 0, changes: [] };
    const { body, status } = await this.#server.sync(request);
    // Not known: asking is never wrong.
    if (status !== 200) return true;
    return body.more || body.changes.some(({ type }) => type === "workout");
  }

  #ask(account, workouts) {
    const answers = {
      add: () => this.#take(account),
      erase: () => become(this.#store, account, { emptied: true }),
    };
    this.#known = false;
    const store = this.#store;
    store.question = {
      kind: "adopt",
      workouts,
      email: store.email,
      /** "file" gives a Blob and leaves the question open, so that nothing goes before the file is safe. */
      answer: async (choice) => {
        if (choice === "file") return store.toFile();
        store.question = null;
        this.doubt();
        await answers[choice]();
        store.flush();
      },
    };
    store.dispatchEvent(new CustomEvent("status", { detail: store.status }));
    return false;
  }

  async #take(account) {
    await adopt(this.#store.prefix, account);
    await clearPersonalPages();
    await this.#store.reopen();
  }
}

/** Goes over to another account's database, or with null to nobody's. What is left behind is deleted, unless something
    in it is not sent yet: then it stays, locked, until its owner signs in here again. */
export async function become(store, account, { emptied = false } = {}) {
  const { prefix, account: former } = store;
  // First, so that another tab that comes too late does not open what is about to go.
  remember(prefix, account);
  await clearPersonalPages();
  if (former !== null || emptied) await leave(nameOf(former, prefix), emptied);
  await store.reopen();
}

async function leave(name, emptied) {
  const database = await open(name);
  const empty = await transact(database, STORES, "readwrite", (transaction) => close(transaction, emptied));
  database.close();
  if (empty) await erase(name);
}

async function close(transaction, emptied) {
  const waiting = await done(transaction.objectStore("records").index("waits").count());
  const refused = await done(transaction.objectStore("refused").count());
  if ((waiting || refused) && !emptied) return false;
  await changePhone(transaction, { moved: true });
  return true;
}
