import { Batch } from "./batch.js";
import { MOST_RECORDS, beginAgain, keepState, markUnsent, nextRequest, stateOf } from "./queue.js";
import { refuse } from "./refusals.js";
import { take } from "./replies.js";

/* One request and what its answer means: the table in docs/offline.md, "The queue". A round's outcome: {more} to go on
   at once, {again} to ask who is here first, {failed} to back off, {wait} in milliseconds; {} when there is no more to do. */

const WARN_MS = 5 * 60_000;
// So often may a batch fail by itself before it is halved.
const PATIENCE = 3;
const MORE = { more: true };
const FAILED = { failed: true };
// Only the app itself answers so: what was sent may be to blame. Other faults are the server's state.
const BLAMED = [400, 500];

export class Exchange {
  /** Whether to ask for news when nothing waits. */
  curious = true;
  #store;
  #server;
  #account;
  #most = MOST_RECORDS;
  #failures = 0;
  #resyncs = 0;

  constructor(store, server, account) {
    this.#store = store;
    this.#server = server;
    this.#account = account;
  }

  async round() {
    const { account } = this.#store;
    const { marking, ...request } = await this.#store.transact("readonly", (transaction) => nextRequest(transaction, this.#most));
    if (marking) {
      await this.#store.transact("readwrite", markUnsent);
      return MORE;
    }
    if (!request.changes.length && !this.curious) return {};
    const answer = await this.#server.sync({ account, ...request });
    if (answer.status === 200) return this.#take(account, request, answer);
    if (BLAMED.includes(answer.status)) return this.#blame(account, request);
    const { code } = answer.body;
    if (answer.status === 409 && code === "resync") return this.#beginAgain();
    if (answer.status === 401 || answer.status === 409) return this.#lookAgain(answer.status);
    if (answer.status === 413) return this.#halve(request, "too_large");
    if (answer.status === 410) return this.#stop("gone");
    if (answer.status === 426) return this.#stop("update");
    if (answer.status === 429) return { wait: Math.max(answer.wait, 1000) };
    return { ...FAILED, wait: answer.wait };
  }

  async #take(account, request, { body: reply, offset }) {
    if (reply.account !== account) {
      this.#account.doubt();
      return FAILED;
    }
    const taken = await this.#store.transact("readwrite", (transaction) => take(transaction, { request, reply, offset }));
    // The database is another one by now: the reply was not for it.
    if (!taken) return { again: true };
    this.#failures = 0;
    this.#resyncs = 0;
    this.#most = Math.min(MOST_RECORDS, this.#most * 2);
    this.curious = reply.more;
    const { state, keys } = taken;
    const firstSync = state.whole ? null : { done: state.pulled, of: reply.records ?? null };
    this.#store.note({ firstSync, clockOff: minutesOff(offset), trouble: "" });
    this.#store.tell(keys, "sync");
    await this.#store.count();
    return MORE;
  }

  async #beginAgain() {
    // A server that asks for it again and again is ill.
    this.#resyncs += 1;
    if (this.#resyncs > 2) return FAILED;
    await this.#store.transact("readwrite", beginAgain);
    this.curious = true;
    return MORE;
  }

  #lookAgain(status) {
    this.#account.doubt();
    if (status === 409) return FAILED;
    this.#store.note({ trouble: "signed-out" });
    return {};
  }

  #stop(trouble) {
    this.#store.note({ trouble });
    return {};
  }

  async #blame(account, request) {
    this.#failures += 1;
    if (!request.changes.length || this.#failures < PATIENCE) return FAILED;
    if (request.changes.length === 1) {
      // Nothing is taken out of the queue because the server is ill: it has to answer without this record.
      const { status } = await this.#server.sync({ account, ...request, changes: [] });
      if (status !== 200) return FAILED;
    }
    return this.#halve(request, "failed");
  }

  async #halve(request, code) {
    this.#failures = 0;
    this.#most = Math.max(1, Math.floor(request.changes.length / 2));
    if (request.changes.length > 1) return MORE;
    if (!request.changes.length) return FAILED;
    const [change] = request.changes;
    await this.#store.change(async (transaction) => {
      const batch = new Batch(transaction);
      await refuse(transaction, batch, { change, rejection: { code } });
      // What the server has of it is not known: everything is read again.
      keepState(transaction, { ...(await stateOf(transaction)), cursor: 0 });
      return { keys: await batch.save() };
    }, "sync");
    this.curious = true;
    return MORE;
  }
}

function minutesOff(offset) {
  return offset !== null && Math.abs(offset) > WARN_MS ? Math.round(offset / 60_000) : 0;
}
