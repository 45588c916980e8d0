/* <log-routine>: one routine, made and changed, "#routine/<id>"; "#routine/new", and "#routine/new?from=" with a workout's id or
   the slug of a curated one. Each change is kept at once; a routine without a drill is not kept. */

import { oneAtATime } from "../lib/again.js";
import { part } from "../lib/copy.js";
import { newId } from "../lib/ids.js";
import { go } from "../lib/router.js";
import { kept, toast } from "../lib/toast.js";
import { week } from "../lib/weekdays.js";
import { say } from "../lib/words.js";
import * as routines from "../offline/routines.js";
import { startRoutine } from "../offline/training.js";
import { bandsOf, preferencesOf } from "../offline/workouts.js";
import { lineOf, weekdayButton } from "./routine-line.js";
import "./routine-items.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const CONCERNS = ["routine", "item", "band", "own_drill", "preference"];
// Drawn here and not written yet.
const fresh = new Set();
let editor = null;

/** Back to the editor: a step back where one came from it, so that Back does not lead here again. */
export function leaveTo(id) {
  if (editor === id) history.back();
  else go(`routine/${id}`, { instead: true });
}

class LogRoutine extends HTMLElement {
  #teardown = null;
  #id = null;

  async connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.#id = await kept(this.#arrive());
    if (signal.aborted || !this.#id) return;
    editor = null;
    part(this, "list").store = this.store;
    this.addEventListener("click", (event) => this.#act(event.target.closest("[data-act]")?.dataset.act), { signal });
    for (const name of ["title", "note"]) part(this, name).addEventListener("change", () => this.#said(name), { signal });
    const look = oneAtATime(() => this.#draw());
    this.store.addEventListener("change", ({ detail: { keys } }) => isNews(keys) && look(), { signal });
    await look();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
    const stays = location.hash.endsWith(this.#id);
    if (!stays && this.routine?.items.length === 0) routines.deleteRoutine(this.store, this.#id).catch(() => {});
  }

  /* The address of a new one becomes its own, so that Back and a reload come to it again. */
  async #arrive() {
    const [id, query] = (this.address[1] ?? "new").split("?");
    if (id !== "new") return id;
    const from = new URLSearchParams(query).get("from");
    const made = from && (await (UUID.test(from) ? routines.fromWorkout : routines.fromCurated)(this.store, from));
    const own = made || newId();
    if (!made) fresh.add(own);
    history.replaceState(null, "", `#routine/${own}`);
    return own;
  }

  async #draw() {
    const { store } = this;
    const [routine, bands, preferences] = await Promise.all([routines.loadRoutine(store, this.#id), bandsOf(store), preferencesOf(store)]);
    if (!this.isConnected) return;
    this.routine = routine;
    const known = routine !== null || fresh.has(this.#id);
    part(this, "missing").hidden = known;
    part(this, "editor").hidden = !known;
    if (!known) return;
    const shown = routine ?? this.#empty();
    const { items, weekdays } = shown;
    for (const name of ["title", "note"]) this.#fill(name, shown[name]);
    if (shown.note) part(this, "note-fold").open = true;
    part(this, "heading").textContent = shown.title;
    part(this, "facts").textContent = items.length ? lineOf({ items, minutes: shown.minutes }) : "";
    part(this, "archive").textContent = say(shown.archived ? "routine.unarchive" : "routine.archive");
    part(this, "menu").hidden = !routine;
    part(this, "none").hidden = items.length > 0;
    part(this, "dock").hidden = !items.length;
    part(this, "add").classList.toggle("button--primary", !items.length);
    this.#drawDays(weekdays, preferences.week_start);
    part(this, "list").show({ ...shown, id: this.#id }, { bands, unit: preferences.units });
  }

  #drawDays(weekdays, start) {
    const place = part(this, "days");
    if (!place.firstElementChild) place.append(...week(start).map(weekdayButton));
    for (const button of place.children) button.setAttribute("aria-pressed", String(weekdays.includes(Number(button.value))));
  }

  #fill(name, value) {
    const field = part(this, name);
    if (field !== document.activeElement) field.value = value;
  }

  async #said(name) {
    const value = part(this, name).value.trim();
    const wrong = name === "title" && !value;
    if (name === "title") {
      part(this, "title-error").hidden = !wrong;
      part(this, "title-error").textContent = wrong ? say("routine.no-title") : "";
      part(this, "title").setAttribute("aria-invalid", String(wrong));
    }
    if (!wrong) await kept(this.#write({ [name]: value }));
  }

  /* The first change makes it. */
  async #write(values) {
    if (this.routine) await routines.changeRoutine(this.store, this.#id, values);
    else await routines.makeRoutine(this.store, { ...this.#empty(), ...values, id: this.#id });
  }

  #empty() {
    return { title: say("routine.untitled"), note: "", weekdays: [], archived: false, items: [], minutes: 0 };
  }

  #act(act) {
    const [name, value] = act?.split(":") ?? [];
    if (name in this.#acts) kept(this.#acts[name](Number(value)));
  }

  #acts = {
    add: () => {
      editor = this.#id;
      go(`routine-add/${this.#id}`);
    },
    day: (day) => {
      const { weekdays } = this.routine ?? this.#empty();
      const days = weekdays.includes(day) ? weekdays.filter((each) => each !== day) : [...weekdays, day];
      return this.#write({ weekdays: days.sort() });
    },
    start: () => this.#begin("workout"),
    play: () => this.#begin("run"),
    duplicate: async () => {
      const id = await routines.duplicateRoutine(this.store, this.#id, say("routine.copy", { title: this.routine.title }));
      go(`routine/${id}`);
      toast(say("routine.copied"), { undo: async () => {
        await routines.deleteRoutine(this.store, id);
        go("routines", { instead: true });
      } });
    },
    archive: async () => {
      const { title, archived } = this.routine;
      await routines.archiveRoutine(this.store, this.#id, !archived);
      const undo = () => routines.archiveRoutine(this.store, this.#id, archived);
      toast(say(archived ? "routine.unarchived" : "routine.archived", { title }), { undo });
      go("routines", { instead: true });
    },
    delete: async () => {
      const { title } = this.routine;
      const stamp = await routines.deleteRoutine(this.store, this.#id);
      toast(say("routine.deleted", { title }), { undo: () => this.store.undo(stamp) });
      go("routines", { instead: true });
    },
  };

  async #begin(screen) {
    go(`${screen}/${await startRoutine(this.store, routines.startable(this.routine))}`);
  }
}

const isNews = (keys) => !keys || keys.some(([type]) => CONCERNS.includes(type));

customElements.define("log-routine", LogRoutine);
