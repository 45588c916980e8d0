import { finishMoving } from "./adoption.js";
import { STORES, StorageError, done, nameOf, open, transact } from "./database.js";
import * as edits from "./edits.js";
import { introduce } from "./phone.js";
import * as reads from "./reads.js";
import * as refusals from "./refusals.js";
import { onRemembered, persist, remembered } from "./remembered.js";

export { fields } from "../domain/records.js";
export { StorageError };

/* The phone's copy of somebody's records, and the only way to them. Every tab has one; they tell each other. */

// Above this, who listens is told that anything may have changed.
const MOST_KEYS = 200;

export class Store extends EventTarget {
  account = null;
  email = null;
  question = null;
  status = { place: "phone", waiting: 0, refused: 0, firstSync: null, clockOff: 0 };
  prefix;
  /** Promises of what the flusher does first: it finds out who is here, and fetches what is new. Either may have failed. */
  first = Object.fromEntries(
    ["contact", "news"].map((name) => [name, new Promise((resolve) => this.addEventListener(name, resolve, { once: true }))]),
  );
  #connection = null;
  #current = null;
  #channel = null;
  #counting = null;
  #recount = false;
  #broken = "";
  #facts = {};

  constructor({ prefix = "swivel" } = {}) {
    super();
    this.prefix = prefix;
    this.account = remembered(prefix);
  }

  /** Opens what there is. A phone that cannot keep anything says so in `status`: reads find nothing, writes refuse. */
  async open() {
    await this.#database().catch(() => {});
    await this.count();
  }

  get(type, id) {
    return this.#read((records) => reads.get(records, type, id));
  }

  children(type, parent) {
    return this.#read((records) => reads.children(records, type, parent), []);
  }

  all(type) {
    return this.#read((records) => reads.all(records, type), []);
  }

  ofDrill(type, drill, options) {
    return this.#read((records) => reads.ofDrill(records, type, drill, options), []);
  }

  latest(type, options) {
    return this.#read((records) => reads.latest(records, type, options), []);
  }

  /** Deleted records, the latest deletion first: {type, since, limit}. */
  deleted(options) {
    return this.#read((records) => reads.gone(records, options), []);
  }

  /** changes: [{type, id, parent?, values}]. The answer, {stamp}, comes when the phone has it for good. */
  async write(changes, { at = Date.now() } = {}) {
    const { stamp } = await this.change((transaction) => edits.write(transaction, changes, at));
    persist(this.prefix);
    return { stamp };
  }

  /** The answer is the deletion's stamp, which undoes it. */
  async remove(targets, { at = Date.now() } = {}) {
    const { stamp } = await this.change((transaction) => edits.remove(transaction, targets, at));
    return stamp;
  }

  async undo(stamp, { at = Date.now() } = {}) {
    await this.change((transaction) => edits.undo(transaction, stamp, at));
  }

  /** On this phone only, under a name of the caller's; undefined forgets it. */
  async keep(name, value) {
    await this.transact("readwrite", async (transaction) => {
      const kept = transaction.objectStore("kept");
      await done(value === undefined ? kept.delete(`my ${name}`) : kept.put({ name: `my ${name}`, value }));
    });
    this.tell([["kept", name]], "here");
  }

  async kept(name) {
    const found = await this.#read((_records, transaction) => done(transaction.objectStore("kept").get(`my ${name}`)));
    return found?.value;
  }

  /** [{type, id, code, field, detail, record, current, held}] */
  refusals() {
    return this.transact("readonly", refusals.list);
  }

  /** Corrects a refused record, or without values tries it again. */
  fix(type, id, values, { at = Date.now() } = {}) {
    return this.change((transaction) => refusals.fix(transaction, { type, id, values, at }));
  }

  drop(type, id) {
    return this.change((transaction) => refusals.drop(transaction, { type, id }));
  }

  /** Everything that this phone holds, as JSON; or what it holds of some records: keys, [[type, id], …]. */
  async toFile(keys) {
    const { fileOf } = await import("./file.js");
    return fileOf(this, keys);
  }

  /** Sends and fetches as soon as possible; returns at once. The event "flushed" says that it is done for now. */
  flush() {
    this.dispatchEvent(new Event("flush"));
  }

  /** Opens the database of whoever is remembered now, if that is somebody else. */
  async reopen() {
    if (!this.#become(remembered(this.prefix))) return;
    await this.#database().catch(() => {});
    await this.count();
  }

  /** Runs an edit, {keys, …}, with strict durability, and tells whoever watches. */
  async change(body, source = "here") {
    const result = await this.transact("readwrite", body, { durability: "strict" });
    // What was edited is not "saved" for as long as it takes to count what waits.
    if (result.stamp && result.keys.length) this.note({ waiting: Math.max(this.#facts.waiting ?? 0, 1) });
    this.tell(result.keys, source);
    this.count();
    return result;
  }

  async transact(mode, body, options) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const database = await this.#database();
        const result = await transact(database, STORES, mode, body, options);
        // A phone that is full can still be read.
        if (mode === "readwrite" || this.#broken !== "storage.full") this.#works();
        return result;
      } catch (error) {
        if (error.kind === "closed") this.#connection = null;
        if (error.kind !== "closed" || error.final || attempt > 1) throw this.#fails(error);
      }
    }
  }

  /** keys: [[type, id], …], or null for anything. */
  tell(keys, source) {
    const few = keys && keys.length <= MOST_KEYS ? keys : null;
    if (few?.length === 0) return;
    this.#channel?.postMessage({ keys: few, source });
    this.#changed(few, source);
  }

  /** Counts what waits; once more at the end when it is asked for meanwhile, however often. */
  count() {
    this.#recount = true;
    this.#counting ??= this.#counts().finally(() => {
      this.#counting = null;
    });
    return this.#counting;
  }

  async #counts() {
    while (this.#recount) {
      this.#recount = false;
      const counted = await this.#read(
        async (records, transaction) => ({
          waiting: await done(records.index("waits").count()),
          refused: (await done(transaction.objectStore("refused").getAll())).filter(({ by }) => !by).length,
        }),
        {},
      );
      // Something was written meanwhile: this is how it was before.
      if (!this.#recount) this.note(counted);
    }
  }

  /** Facts for `status`; an event goes out when they change it. */
  note(facts) {
    Object.assign(this.#facts, facts);
    const { waiting = 0, refused = 0, firstSync = null, clockOff = 0 } = this.#facts;
    const status = { place: this.#place(), waiting, refused, firstSync, clockOff };
    if (JSON.stringify(status) === JSON.stringify(this.status)) return;
    this.status = status;
    this.dispatchEvent(new CustomEvent("status", { detail: status }));
  }

  #place() {
    const { waiting, refused, trouble } = this.#facts;
    if (this.#broken) return "storage";
    if (this.account === null) return "phone";
    if (trouble === "update" || trouble === "gone" || trouble === "signed-out") return trouble;
    if (refused) return "refused";
    if (trouble === "offline") return trouble;
    return waiting ? "waiting" : "saved";
  }

  async #read(body, nothing) {
    try {
      return await this.transact("readonly", (transaction) => body(transaction.objectStore("records"), transaction));
    } catch (error) {
      // Where no database can be made there is nothing to read; `status` says why.
      if (["unavailable", "full"].includes(error.kind)) return nothing;
      throw error;
    }
  }

  #database() {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async #connect() {
    try {
      const before = this.account;
      // What was meant for one account is never written into another's; what was nobody's has been adopted.
      if (this.#become(remembered(this.prefix)) && before !== null) {
        throw Object.assign(new StorageError("closed"), { final: true });
      }
      const name = nameOf(this.account, this.prefix);
      const database = await open(name, () => this.#lose(database));
      const { moved } = await transact(database, STORES, "readwrite", introduce);
      if (moved) {
        database.close();
        await finishMoving(this.prefix, moved);
        return this.#connect();
      }
      this.#current = database;
      this.#listen(name);
      return database;
    } catch (error) {
      this.#connection = null;
      throw this.#fails(error);
    }
  }

  #lose(database) {
    if (this.#current === database) this.#connection = null;
  }

  /** Whether somebody else is here now: what this tab shows is then no longer true. */
  #become(account) {
    if (account === this.account) return false;
    this.account = account;
    this.#connection = null;
    this.#facts = {};
    this.question = null;
    queueMicrotask(() => this.#changed(null, "tab"));
    return true;
  }

  #listen(name) {
    if (this.#channel?.name === name) return;
    this.#channel?.close();
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data: { keys, source } }) => {
      this.#changed(keys, source === "here" ? "tab" : source);
      this.count();
    };
  }

  #changed(keys, source) {
    this.dispatchEvent(new CustomEvent("change", { detail: { keys, source } }));
  }

  #works() {
    if (!this.#broken) return;
    this.#broken = "";
    this.note({});
  }

  #fails(error) {
    if (error instanceof StorageError && error.kind !== "closed") {
      this.#broken = error.key;
      this.note({});
    }
    return error;
  }
}

/** The database that this phone remembers. The network is no part of it: the flusher is fetched and started behind. */
export async function openStore(options) {
  const store = new Store(options);
  await store.open();
  onRemembered(store.prefix, () => store.reopen());
  import("./sync.js").then(({ Flusher }) => new Flusher(store).start());
  return store;
}
