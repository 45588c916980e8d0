/* <log-notice>: the one thing a screen says above all else. It finds the store on the screen it stands in. `data-only`
   names what it says there: nothing interrupts a set that can wait. */

import { noticeOf } from "../domain/notices.js";
import { oneAtATime } from "../lib/again.js";
import { copy, part } from "../lib/copy.js";
import { icon } from "../lib/icons.js";
import { forgottenWorkout, isAlone } from "../offline/summaries.js";
import { contentsOf } from "./notice-contents.js";

/* The banner's kind and its icon. */
const LOOKS = {
  storage: ["danger", "warning"],
  gone: ["danger", "warning"],
  question: ["wait", "phone-waiting"],
  forgotten: ["", "calendar"],
  update: ["wait", "phone-waiting"],
  "first-sync": ["", "download"],
  clock: ["wait", "warning"],
  alone: ["", "phone-saved"],
};

class LogNotice extends HTMLElement {
  #teardown = null;
  #again = oneAtATime(() => this.#load());
  #shown = "";
  #heard = "";
  #screen = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#screen = this.parentElement;
    while (this.#screen && !this.#screen.store) this.#screen = this.#screen.parentElement;
    if (!this.#screen) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    // A set changes nothing here, and nothing is read while somebody taps, though one more record waits then.
    this.#screen.store.addEventListener("status", () => this.#heard !== this.#pressing && this.#again(), { signal });
    const heard = ({ detail: { keys } }) => (keys?.some(([type]) => type === "workout") ?? true) && this.#again();
    this.#screen.store.addEventListener("change", heard, { signal });
    this.#again();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /* What of the store's status may change what is said. */
  get #pressing() {
    const { status, question } = this.#screen.store;
    return JSON.stringify([noticeOf({ status, question }), status.place === "phone", status.firstSync, status.clockOff]);
  }

  async #load() {
    const { store, address = [] } = this.#screen;
    this.#heard = this.#pressing;
    const [forgotten, alone] = await Promise.all([forgottenWorkout(store), isAlone(store)]);
    if (!this.isConnected) return;
    const { status, question } = store;
    const found = noticeOf({ status, question, alone, forgotten: address[0] === "finish" ? null : forgotten });
    const name = (this.dataset.only ?? found).split(" ").includes(found) ? found : "";
    const sign = JSON.stringify([name, forgotten?.id, forgotten?.last, status.firstSync, status.clockOff]);
    if (sign === this.#shown) return;
    this.#shown = sign;
    this.#show(name, forgotten);
  }

  #show(name, forgotten) {
    if (!name) {
      this.replaceChildren();
      return;
    }
    const { store, address = [] } = this.#screen;
    const again = this.#again;
    const { progress, later, ...contents } = contentsOf(name, { store, forgotten, here: address[1], again });
    const [kind, picture] = LOOKS[name];
    const box = copy("notice", { actions: [], ...contents, icon: icon(picture) });
    if (kind) box.classList.add(`banner--${kind}`);
    part(box, "later").hidden = !later;
    part(box, "later").addEventListener("click", later);
    if (progress) this.#measure(part(box, "progress"), progress, contents.title);
    this.replaceChildren(box);
  }

  #measure(bar, { value, max }, name) {
    bar.hidden = false;
    bar.setAttribute("aria-label", name);
    if (!max) return;
    bar.max = max;
    bar.value = value;
  }
}

customElements.define("log-notice", LogNotice);
