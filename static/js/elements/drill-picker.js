/* <drill-picker>: every drill that can be chosen, found by a word. `show(store)` begins; each tap says "drill-picked" {drill}.
   What is picked stays in sight and is marked, so that several can be taken in a row. */

import { copy, part } from "../lib/copy.js";
import { icon } from "../lib/icons.js";
import { poster } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import { Picker } from "../offline/picker.js";

class DrillPicker extends HTMLElement {
  #teardown = null;
  #picker = null;
  #picked = new Map();

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    if (!this.firstElementChild) this.append(copy("drill-picker"));
    part(this, "query").addEventListener("input", () => this.#find(), { signal });
    this.addEventListener("click", (event) => this.#pick(event.target.closest('[data-part="pick"]')), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async show(store) {
    const picker = new Picker(store);
    try {
      await picker.load();
    } catch (error) {
      // The catalogue was never on this phone, and there is no signal.
      if (!(error instanceof TypeError)) throw error;
      part(this, "count").textContent = say("routines.no-catalogue");
      return;
    }
    this.#picker = picker;
    this.#find();
  }

  #find() {
    if (!this.#picker) return;
    const query = part(this, "query").value.trim();
    const lists = this.#picker.lists(query).filter(({ drills }) => drills.length);
    part(this, "lists").replaceChildren(...lists.map((list) => this.#list(list)));
    const count = lists.reduce((sum, { drills }) => sum + drills.length, 0);
    part(this, "count").textContent = query ? say("picker.found", { count }) : "";
  }

  #list({ title, drills }) {
    const list = copy("picker-list", { title });
    part(list, "rows").append(...drills.map((drill) => this.#row(drill)));
    return list;
  }

  #row(drill) {
    const row = copy("picker-row", { name: drill.name });
    part(row, "picture").replaceWith(poster(drill));
    row.drill = drill;
    this.#mark(row);
    return row;
  }

  #pick(button) {
    if (!button) return;
    const row = button.closest("li");
    this.#picked.set(row.drill.id, (this.#picked.get(row.drill.id) ?? 0) + 1);
    this.#mark(row);
    this.dispatchEvent(new CustomEvent("drill-picked", { bubbles: true, detail: { drill: row.drill } }));
  }

  #mark(row) {
    const count = this.#picked.get(row.drill.id) ?? 0;
    const end = part(row, "end");
    end.replaceChildren(icon(count ? "check" : "plus"), ...(count > 1 ? [` × ${count}`] : []));
    end.classList.toggle("picker__taken", count > 0);
  }
}

customElements.define("drill-picker", DrillPicker);
