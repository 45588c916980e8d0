/* <log-routine-add>: drills for a routine, "#routine-add/<id>", one tap each. */

import { announce } from "../lib/announce.js";
import { kept } from "../lib/toast.js";
import { part } from "../lib/copy.js";
import { say } from "../lib/words.js";
import { addItem, loadRoutine, makeRoutine } from "../offline/routines.js";
import { leaveTo } from "./log-routine.js";
import "./drill-picker.js";

class LogRoutineAdd extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const [, id] = this.address;
    const picker = this.querySelector("drill-picker");
    picker.show(this.store);
    this.addEventListener("drill-picked", ({ detail }) => kept(this.#add(id, detail.drill)), { signal });
    for (const button of this.querySelectorAll('[data-act="done"]')) {
      button.addEventListener("click", () => leaveTo(id), { signal });
    }
    this.store.addEventListener("change", () => this.#count(id), { signal });
    this.#count(id);
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #add(id, drill) {
    if (!(await this.store.get("routine", id))) await makeRoutine(this.store, { id });
    await addItem(this.store, id, drill);
    announce(say("item.added", { drill: drill.name }));
  }

  async #count(id) {
    const routine = await loadRoutine(this.store, id);
    const count = routine?.items.length ?? 0;
    part(this, "into").textContent = routine?.title ?? say("routine.untitled");
    part(this, "done").textContent = count ? say("routine.done", { count }) : say("routine.back");
  }
}

customElements.define("log-routine-add", LogRoutineAdd);
