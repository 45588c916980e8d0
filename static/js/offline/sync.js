import { afterPaint } from "../lib/after-paint.js";
import { Account } from "./account.js";
import { StorageError, nameOf } from "./database.js";
import { Exchange } from "./exchange.js";
import { locked } from "./locks.js";
import { Offline, Server } from "./server.js";

/* The flusher: when to send what waits and fetch what is new. docs/offline.md, "The queue". */

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
const REGULAR_MS = 30_000;

export class Flusher {
  #store;
  #account;
  #exchange;
  #running = null;
  #again = false;
  #failures = 0;
  #timer = 0;
  // The server said when; nothing is asked before.
  #closedUntil = 0;

  constructor(store, server = new Server()) {
    this.#store = store;
    this.#account = new Account(store, server);
    this.#exchange = new Exchange(store, server, this.#account);
  }

  start({ signal } = {}) {
    const ask = () => this.ask();
    const look = () => (document.visibilityState === "visible" ? ask() : this.#leave());
    this.#store.addEventListener("flush", ask, { signal });
    this.#store.addEventListener("change", ({ detail }) => detail.source === "here" && afterPaint(() => this.nudge()), { signal });
    document.addEventListener("visibilitychange", look, { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && look(), { signal });
    // Some browsers never say it though the network is back: the timer does not lean on it.
    addEventListener("online", ask, { signal });
    navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "flush" && ask(), { signal });
    signal?.addEventListener("abort", () => clearTimeout(this.#timer));
    ask();
  }

  /** The browser may stop a page that nobody sees before it has sent. */
  #leave() {
    if (this.#store.account !== null && this.#store.status.waiting) wakeLater();
  }

  /** As nudge, and asks for news though nothing waits; and who is signed in, where nobody was: it may have been done in
      another tab. */
  ask() {
    if (["phone", "signed-out"].includes(this.#store.status.place)) this.#account.doubt();
    this.#exchange.curious = true;
    return this.nudge();
  }

  /** Resolves when all is done that can be done now. */
  nudge() {
    if (this.#running) this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run() {
    clearTimeout(this.#timer);
    let wait = 0;
    do {
      this.#again = false;
      wait = await this.#attempt();
    } while (this.#again && !wait);
    if (!wait && this.#store.status.waiting && this.#store.status.place === "waiting") wait = REGULAR_MS;
    if (wait) this.#timer = setTimeout(() => this.nudge(), wait);
    for (const name of ["contact", "news", "flushed"]) this.#store.dispatchEvent(new Event(name));
  }

  /** How long to wait before the next attempt, in milliseconds; 0 when this one is done. */
  async #attempt() {
    const closed = this.#closedUntil - Date.now();
    if (closed > 0) return closed;
    try {
      const known = await this.#account.settle();
      this.#store.dispatchEvent(new Event("contact"));
      if (!known) return 0;
      const { again, failed, wait = 0 } = await locked(nameOf(this.#store.account, this.#store.prefix), () => this.#rounds());
      if (wait) this.#closedUntil = Date.now() + wait;
      if (failed) return Math.max(wait, this.#failed());
      this.#failures = 0;
      this.#again ||= Boolean(again);
      return wait;
    } catch (error) {
      if (error instanceof StorageError) return REGULAR_MS;
      if (!(error instanceof Offline)) throw error;
      this.#store.note({ trouble: "offline" });
      wakeLater();
      return this.#failed();
    }
  }

  async #rounds() {
    for (;;) {
      const outcome = await this.#exchange.round();
      if (!outcome.more) return outcome;
    }
  }

  #failed() {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    return wait * (1 + Math.random() / 2);
  }
}

/** Background Sync, where there is one: the service worker sends what waits as soon as there is signal. */
async function wakeLater() {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register("flush");
  } catch {
    // The browser allows none here: the timer goes on.
  }
}
