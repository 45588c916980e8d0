/* What a timer does for somebody who does not look at the phone: tones, a buzz, the screen that stays on. Whether there is
   sound is a matter of this phone, so it is kept here and not synced. */

import { sound } from "../lib/sound.js";
import { stayAwake } from "../lib/wake-lock.js";

export class Coach {
  quiet = false;
  #store;
  #awake = null;

  constructor(store) {
    this.#store = store;
  }

  async open() {
    this.quiet = (await this.#store.kept("sound")) === false;
    return this;
  }

  give(tone) {
    if (tone) sound(tone, { quiet: this.quiet });
  }

  switchSound() {
    this.quiet = !this.quiet;
    this.give("ready");
    keepLightly(this.#store, "sound", !this.quiet);
  }

  stayAwake(awake) {
    if (awake === Boolean(this.#awake)) return;
    this.#awake?.abort();
    this.#awake = awake ? new AbortController() : null;
    if (awake) stayAwake(this.#awake.signal);
  }
}

/** Keeps what is a comfort only: a full phone says so where it matters, when a set is written. */
export function keepLightly(store, name, value) {
  store.keep(name, value).catch((refusal) => {
    if (refusal.name !== "StorageError") throw refusal;
  });
}
