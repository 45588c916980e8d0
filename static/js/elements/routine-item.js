/* <routine-item>: one drill of a routine. `show(item, terms)` draws it. Speaks by "item": {id, act, …} with act
   move {by}, join {join}, remove; and what <item-aims> below it says. */

import { aimWords } from "../domain/aims.js";
import { part } from "../lib/copy.js";
import { poster } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import "./item-aims.js";

class RoutineItem extends HTMLElement {
  #teardown = null;
  #pictured = false;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    part(this, "open").addEventListener("click", () => this.open(part(this, "aims").hidden), { signal });
    part(this, "handle").addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-act]")?.dataset.act), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /** terms: {bands, unit, place: where in its superset, first, last}. */
  show(item, terms) {
    Object.assign(this, { item, terms });
    const { drill, target, note } = item;
    if (!this.#pictured) part(this, "picture").replaceWith(poster(drill));
    this.#pictured = true;
    part(this, "name").textContent = drill.name;
    part(this, "line").textContent = aimWords(drill, target, terms);
    part(this, "said").textContent = note;
    part(this, "said").hidden = !note;
    part(this, "handle").setAttribute("aria-label", say("item.move", { drill: drill.name }));
    part(this, "group").hidden = terms.place !== "first";
    this.dataset.group = terms.place;
    if (!part(this, "aims").hidden) part(this, "aims").show(item, terms);
  }

  open(opened) {
    part(this, "aims").hidden = !opened;
    part(this, "open").setAttribute("aria-expanded", String(opened));
    if (opened) part(this, "aims").show(this.item, this.terms);
  }

  #act(act) {
    if (act === "up" || act === "down") this.#say({ act: "move", by: act === "up" ? -1 : 1 });
    else if (act === "join") this.#say({ act: "join", join: !this.terms.place });
    else if (act === "remove") this.#say({ act: "remove" });
  }

  /* The handle is for a finger; with a keyboard the arrows do the same. */
  #key(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    this.#say({ act: "move", by });
  }

  #say(detail) {
    this.dispatchEvent(new CustomEvent("item", { bubbles: true, detail: { id: this.item.id, ...detail } }));
  }
}

customElements.define("routine-item", RoutineItem);
