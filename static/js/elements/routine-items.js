/* <routine-items>: the drills of a routine, put in order by hand or by keys. Set `store`, then `show(routine, terms)`. */

import { placeInGroup } from "../domain/supersets.js";
import { announce } from "../lib/announce.js";
import { copy, part } from "../lib/copy.js";
import { sortable } from "../lib/drag.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import * as routines from "../offline/routines.js";
import "./routine-item.js";

class RoutineItems extends HTMLElement {
  #teardown = null;
  #rows = new Map();
  #turn = Promise.resolve();
  #waiting = 0;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.addEventListener("item", ({ detail: { id, act, ...detail } }) => this.#queue(id, () => this.#acts[act](id, detail)), { signal });
    const dropped = (row, index) => this.#queue(row.dataset.id, () => this.#move(row.dataset.id, index));
    sortable(part(this, "items"), { handle: '[data-part="handle"]', dropped, signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /* One after the other, each from what the one before left: two quick presses are two places. */
  #queue(id, deed) {
    this.#waiting += 1;
    this.#turn = this.#turn.catch(() => {}).then(() => this.#next(id, deed));
  }

  async #next(id, deed) {
    try {
      if (this.#placeOf(id) >= 0) await kept(deed());
      this.routine = (await routines.loadRoutine(this.store, this.routine.id)) ?? this.routine;
    } finally {
      this.#waiting -= 1;
    }
    if (this.isConnected) this.#draw();
  }

  show(routine, terms) {
    Object.assign(this, { routine, terms });
    this.#draw();
  }

  /* Rows stay the same elements: what is open stays open, and a field that somebody is in stays theirs. While a change waits
     to be written its field shows it already: what was read before would put the old value back for a moment. */
  #draw() {
    if (this.#waiting) return;
    const list = part(this, "items");
    const { items } = this.routine;
    const rows = items.map(({ id }) => this.#row(id));
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    if (list.children.length !== rows.length || rows.some((row, index) => list.children[index] !== row)) {
      list.replaceChildren(...rows);
      focused?.focus({ preventScroll: true });
    }
    rows.forEach((row, index) => {
      const place = { place: placeInGroup(items, index), first: index === 0, last: index === items.length - 1 };
      row.firstElementChild.show(items[index], { ...this.terms, ...place });
    });
  }

  #row(id) {
    const row = this.#rows.get(id) ?? copy("routine-item");
    row.dataset.id = id;
    this.#rows.set(id, row);
    return row;
  }

  #acts = {
    aim: (id, { changes }) => routines.setTarget(this.store, id, changes),
    note: (id, { note }) => routines.noteItem(this.store, id, note),
    move: (id, { by }) => this.#move(id, this.#placeOf(id) + by),
    join: (id, { join }) => this.#join(id, join),
    remove: (id) => this.#remove(id),
  };

  async #move(id, place) {
    const { id: routine, items } = this.routine;
    if (place < 0 || place >= items.length) return;
    const drill = this.#drillOf(id);
    await routines.moveItem(this.store, routine, id, place);
    announce(say("item.moved", { drill, place: place + 1, of: items.length }));
  }

  async #join(id, join) {
    const drill = this.#drillOf(id);
    await routines.superset(this.store, this.routine.id, id, { join });
    announce(say(join ? "item.joined" : "item.parted", { drill }));
  }

  async #remove(id) {
    const { items } = this.routine;
    const here = this.#placeOf(id);
    const drill = this.#drillOf(id);
    const stamp = await routines.removeItem(this.store, id);
    toast(say("item.removed", { drill }), { undo: () => this.store.undo(stamp) });
    const next = this.#rows.get((items[here + 1] ?? items[here - 1])?.id);
    (next ? part(next, "open") : this).focus();
  }

  #placeOf(id) {
    return this.routine.items.findIndex((each) => each.id === id);
  }

  #drillOf(id) {
    return this.routine.items[this.#placeOf(id)].drill.name;
  }
}

customElements.define("routine-items", RoutineItems);
