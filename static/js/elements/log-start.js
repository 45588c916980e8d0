/* <log-start>: what a session can begin with. "?drill=", "?routine=" and "?again=" in the address begin at once, and are then
   taken out of it, so that a reload does not begin twice. */

import { countSets } from "../domain/rounds.js";
import { dayWords } from "../domain/set-words.js";
import { make, part, write } from "../lib/dom.js";
import { poster, row } from "../lib/pieces.js";
import { go } from "../lib/router.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { arrived, foundInNews } from "../offline/arrival.js";
import { Beginnings } from "../offline/beginnings.js";

class LogStart extends HTMLElement {
  #teardown = null;
  #beginnings = null;
  #busy = false;

  async connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.#beginnings = new Beginnings(this.store);
    const asked = Object.fromEntries(new URLSearchParams(location.search));
    if (asked.drill || asked.routine || asked.again) {
      if (await this.#beginAsked(asked)) return;
    } else if (!location.hash) {
      const open = await this.#beginnings.underWay();
      if (open) return go(`workout/${open}`, { instead: true });
    }
    if (signal.aborted) return;
    this.addEventListener("click", (event) => this.#press(event.target.closest("[data-do]")), { signal });
    this.store.addEventListener("change", ({ detail }) => isNews(detail) && this.#show(), { signal });
    await this.#try(() => this.#show());
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #beginAsked(asked) {
    const found = await this.#try(async () => {
      await arrived(this.store);
      return foundInNews(this.store, () => this.#beginnings.asked(asked));
    });
    history.replaceState(null, "", found ? `${location.pathname}#workout/${found.workoutId}` : location.pathname);
    if (!found) {
      if (found === null) this.#complain(say("start.unknown"));
      return false;
    }
    dispatchEvent(new HashChangeEvent("hashchange"));
    if (found.undo) toast(say("start.added", { drill: found.name }), { undo: found.undo });
    return true;
  }

  /** What the deed answers; undefined where the phone would not keep it. */
  async #try(deed) {
    if (this.#busy) return undefined;
    this.#busy = true;
    try {
      return await deed();
    } catch (refusal) {
      // Without signal and without a catalogue on this phone, fetching it is what fails.
      const offline = refusal instanceof TypeError;
      if (refusal.name !== "StorageError" && !offline) throw refusal;
      this.#complain(say(offline ? "start.unknown" : "error.storage"));
      return undefined;
    } finally {
      this.#busy = false;
    }
  }

  #complain(sentence) {
    const place = part(this, "error");
    write(place, sentence);
    place.hidden = false;
  }

  async #press(pressed) {
    if (!pressed) return;
    const { do: how, key } = pressed.dataset;
    const id = await this.#try(async () => {
      await arrived(this.store);
      return this.#beginnings[how](key);
    });
    if (id) go(how === "empty" ? `add/${id}` : `workout/${id}`);
  }

  async #show() {
    const { open, drills, recent, planned, routines } = await this.#beginnings.read();
    this.#showOpen(open);
    this.#list("drill", drills, (drill) => ({ drill, title: drill.name, end: "play", key: drill.id }));
    this.#list("recent", recent, (line) => ({ title: line.name, line: this.#lineOf(line), end: "repeat", key: line.id }));
    this.#list("routine", planned, routineRow, "planned");
    this.#list("routine", routines, routineRow);
  }

  #showOpen(open) {
    part(this, "open").hidden = !open;
    part(this, "another").hidden = !open;
    part(this, "empty").classList.toggle("button--primary", !open);
    if (!open) return;
    const sets = open.entries.reduce((sum, entry) => sum + countSets(entry.sets), 0);
    write(part(this, "open-title"), open.title || say("start.unnamed"));
    const so = sets ? say("start.sets.so-far", { count: sets }) : say("entry.none");
    write(part(this, "open-line"), [open.title || !open.entries.length ? "" : open.name, so].filter(Boolean).join(" · "));
    part(this, "continue").href = `#workout/${open.id}`;
    const drawn = [...new Map(open.entries.map(({ drill }) => [drill.id, drill])).values()].filter((drill) => drill.poster);
    part(this, "figures").replaceChildren(...drawn.slice(0, 3).map((drill) => poster(drill, "").firstElementChild));
  }

  #list(name, items, rowOf, place = name) {
    const section = part(this, part(this, place) ? place : `${place}s`);
    section.hidden = !items.length;
    const rows = items.map((item) => {
      const { key, ...facts } = rowOf(item);
      const element = row(facts);
      Object.assign(element.dataset, { do: name, key });
      return make("li", "", element);
    });
    part(this, `${place}-rows`).replaceChildren(...rows);
  }

  #lineOf({ name, names, date, entries }) {
    const sets = entries.reduce((sum, entry) => sum + countSets(entry.sets), 0);
    const parts = [name === names ? "" : names, dayWords(date), say("amount.sets", { count: sets })];
    return parts.filter(Boolean).join(" · ");
  }
}

const routineRow = ({ id, title, minutes, summary, note, items }) => ({
  title,
  line: [say("routines.drills", { count: items.length }), say("start.minutes", { count: minutes }), summary || note].filter(Boolean).join(" · "),
  end: "play",
  key: id,
});

const isNews = ({ keys }) => !keys || keys.some(([type]) => type !== "kept");

customElements.define("log-start", LogStart);
