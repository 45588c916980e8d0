/* <log-settings>: what somebody can set on this phone, with or without an account. */

import { kept } from "../lib/toast.js";
import { part } from "../lib/copy.js";
import { savePreference } from "../offline/arranging.js";
import { preferencesOf } from "../offline/workouts.js";
import "./number-stepper.js";

// How a field's text is kept.
const KEPT = {
  units: String,
  first_side: String,
  week_start: Number,
  rest_seconds: Number,
  sound: (value) => value === "true",
};

class LogSettings extends HTMLElement {
  #teardown = null;
  #writing = 0;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    part(this, "form").addEventListener("change", ({ target }) => this.#keep(target), { signal });
    part(this, "form").addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.store.addEventListener("change", ({ detail: { keys } }) => isNews(keys) && this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /* While a choice is being written the screen shows it already; what was read before it would put the old one back. */
  async #show() {
    const preferences = await preferencesOf(this.store);
    if (this.#writing) return;
    for (const field of part(this, "form").elements) {
      if (!(field.name in KEPT) || field === document.activeElement) continue;
      const value = String(preferences[field.name]);
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.value !== value) {
        field.value = value;
        field.dispatchEvent(new Event("input"));
      }
    }
  }

  /* What cannot be kept, "" or 9999, goes back to what is. */
  async #keep(field) {
    if (field.value !== "" && field.validity.valid) {
      this.#writing += 1;
      await kept(savePreference(this.store, field.name, KEPT[field.name](field.value)));
      this.#writing -= 1;
    } else field.blur();
    await this.#show();
  }
}

const isNews = (keys) => !keys || keys.some(([type]) => type === "preference");

customElements.define("log-settings", LogSettings);
