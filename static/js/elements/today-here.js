/* <today-here>: Today without an account, or without signal: what this phone holds, and how to go on. */

import { countSets } from "../domain/rounds.js";
import { dayWords } from "../domain/set-words.js";
import { download } from "../lib/files.js";
import { poster } from "../lib/pieces.js";
import { say } from "../lib/words.js";
import { Beginnings } from "../offline/beginnings.js";
import { catalogue } from "../offline/catalogue.js";
import { storeHere } from "../offline/here.js";

class TodayHere extends HTMLElement {
  async connectedCallback() {
    this.#part("file").addEventListener("click", () => this.#saveFile());
    const [store, book] = await Promise.all([storeHere(), catalogue().catch(() => null)]);
    if (!book) return;
    this.#list("routine", book.routines, ({ title, minutes, slug }) => [
      title,
      say("start.minutes", { count: minutes }),
      `/log/?routine=${slug}`,
    ]);
    if (store) this.#show(store, await new Beginnings(store).read());
  }

  #show(store, { open, recent }) {
    const next = open ?? recent[0];
    if (open) this.#goOn(open);
    if (!next) return;
    this.#part("recent").hidden = !recent.length;
    this.#list("recent", recent, (line) => [line.name, this.#lineOf(line), `/log/#workout/${line.id}`]);
    // Somebody's whose session ended: the logger sends what waits when they are back.
    this.#part("keep").hidden = store.account !== null;
  }

  #goOn(open) {
    this.#part("title").textContent = open.name;
    this.#part("line").textContent = this.#lineOf(open);
    this.#part("go").href = `/log/#workout/${open.id}`;
    this.#part("start").hidden = true;
    this.#part("continue").hidden = false;
    const drawn = open.entries.map(({ drill }) => drill).filter((drill) => drill.poster);
    this.#part("figures").replaceChildren(...drawn.slice(0, 3).map((drill) => poster(drill, "").firstElementChild));
  }

  #lineOf({ date, entries }) {
    const sets = entries.reduce((sum, entry) => sum + countSets(entry.sets), 0);
    return [dayWords(date), say("amount.sets", { count: sets })].join(" · ");
  }

  #list(name, items, factsOf) {
    const template = document.getElementById("today-row");
    const rows = items.map((item) => {
      const [title, line, address] = factsOf(item);
      const row = document.importNode(template.content, true).firstElementChild;
      row.querySelector("a").href = address;
      row.querySelector(".row__title").textContent = title;
      row.querySelector(".row__line").textContent = line;
      return row;
    });
    this.#part(`${name}-rows`).replaceChildren(...rows);
  }

  async #saveFile() {
    const store = await storeHere();
    download(await store.toFile(), `swivel-${new Date().toISOString().slice(0, 10)}.json`);
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("today-here", TodayHere);
