/* What a timer does for somebody who does not look at the phone: tones, a buzz, the screen that stays on. Silent is
   without tones; the buzz stays. */

import { preferencesOf } from "../offline/workouts.js";
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
    this.quiet = (await preferencesOf(this.#store)).sound === false;
    return this;
  }

  give(tone) {
    if (tone) sound(tone, { quiet: this.quiet });
  }

  switchSound() {
    this.quiet = !this.quiet;
    this.give("ready");
    lightly(this.#store.write([{ type: "preference", id: "sound", values: { value: !this.quiet } }]));
  }

  stayAwake(awake) {
    if (awake === Boolean(this.#awake)) return;
    this.#awake?.abort();
    this.#awake = awake ? new AbortController() : null;
    if (awake) stayAwake(this.#awake.signal);
  }
}

/** For what is a comfort only: a full phone says so where it matters, when a set is written. */
export function lightly(kept) {
  kept.catch((refusal) => {
    if (refusal.name !== "StorageError") throw refusal;
  });
}
