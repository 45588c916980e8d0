/* <log-waiting>: where everything is, in a sentence; what needs the person, and what they can do about it. */

import "./keep-file.js";
import { oneAtATime } from "../lib/again.js";
import { copy, fill, part } from "../lib/copy.js";
import { say } from "../lib/words.js";
import { waitingKinds } from "../offline/whereabouts.js";
import { actionsFor } from "./actions.js";
import { refusedRecord } from "./refused-record.js";

class LogWaiting extends HTMLElement {
  #teardown = null;
  #again = oneAtATime(() => this.#load());

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.store.addEventListener("status", this.#again, { signal });
    this.#again();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #load() {
    const [refusals, kinds] = await Promise.all([this.store.refusals(), waitingKinds(this.store)]);
    const shown = await Promise.all(refusals.map((each) => refusedRecord(this.store, each)));
    if (!this.isConnected) return;
    this.#showPlace();
    // A form that is being filled in stays as it is.
    if (!this.querySelector("refused-record form:not([hidden])")) fill(this, { refusals: shown });
    part(this, "refused").hidden = !shown.length;
    fill(this, { kinds: kinds.map(([type, count]) => copy("waiting-kind", { text: say(`kind-of.${type}`, { count }) })) });
    // Without an account nothing waits: there is nobody to send it to.
    part(this, "waits").hidden = !kinds.length || this.store.account === null;
  }

  #showPlace() {
    const { place, waiting, refused, clockOff = 0 } = this.store.status;
    const count = place === "refused" ? refused : waiting;
    fill(this, {
      title: say(`place.${place}.title`, { count }),
      text: say(`place.${place}.text`, { count }),
      actions: actionsFor(place, this.store, { main: true }),
    });
    const minutes = Math.round(Math.abs(clockOff));
    part(this, "clock").hidden = minutes < 5;
    part(this, "clock").querySelector("p").textContent = say(clockOff < 0 ? "clock.fast" : "clock.slow", { count: minutes });
  }
}

customElements.define("log-waiting", LogWaiting);
