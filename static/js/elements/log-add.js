/* <log-add>: the drill to add, "#add/<workout>", or to do instead of another, "#add/<workout>/<entry>". */

import { clone, button, make, part, write } from "../lib/dom.js";
import { icon } from "../lib/icons.js";
import { row } from "../lib/pieces.js";
import { go } from "../lib/router.js";
import { toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { Picker } from "../offline/picker.js";

class LogAdd extends HTMLElement {
  #teardown = null;
  #picker = null;
  #position = "";

  async connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const [, workoutId, entryId] = this.address;
    part(this, "back").href = `#workout/${workoutId}`;
    if (entryId) write(part(this, "title"), say("swap"));
    this.#picker = new Picker(this.store, workoutId, entryId);
    await this.#picker.load();
    if (signal.aborted) return;
    part(this, "query").addEventListener("input", () => this.#show(), { signal });
    part(this, "positions").addEventListener("click", ({ target }) => this.#filter(target.closest("button")), { signal });
    part(this, "lists").addEventListener("click", ({ target }) => this.#press(target.closest("button")), { signal });
    this.#showPositions();
    this.#show();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  #showPositions() {
    const { positions } = this.#picker;
    for (const chip of part(this, "positions").children) chip.hidden = !positions.has(chip.value);
  }

  #filter(chip) {
    if (!chip) return;
    this.#position = this.#position === chip.value ? "" : chip.value;
    for (const each of part(this, "positions").children) each.ariaPressed = String(each.value === this.#position);
    this.#show();
  }

  #show() {
    const query = part(this, "query").value.trim();
    const lists = this.#picker.lists(query, this.#position);
    const all = lists.reduce((sum, { drills }) => sum + drills.length, 0);
    part(this, "none").hidden = all > 0;
    if (!all) write(part(this, "none-title"), say("add.none", { query }));
    write(part(this, "count"), query || this.#position ? say("add.found", { count: all }) : "");
    part(this, "lists").replaceChildren(...lists.filter(({ drills }) => drills.length).map((list) => this.#list(list)));
  }

  #list({ title, drills }) {
    const section = clone(this, "list");
    write(section.querySelector("h2"), title);
    section.querySelector("ul").append(...drills.map((drill) => this.#row(drill)));
    return section;
  }

  #row(drill) {
    const choose = row({ drill, title: drill.name, end: "plus" });
    choose.dataset.do = "take";
    choose.value = drill.id;
    const star = button("icon-button star", icon("save"));
    star.dataset.do = "star";
    star.value = drill.id;
    star.ariaPressed = String(this.#picker.isFavourite(drill.id));
    star.ariaLabel = say("add.favourite", { drill: drill.name });
    return make("li", "pick", choose, star);
  }

  async #press(pressed) {
    if (!pressed) return;
    try {
      if (pressed.dataset.do === "star") await this.#star(pressed.value);
      else await this.#take(pressed.value);
    } catch (refusal) {
      if (refusal.name !== "StorageError") throw refusal;
      write(part(this, "error"), say("error.storage"));
      part(this, "error").hidden = false;
    }
  }

  async #star(drillId) {
    await this.#picker.star(drillId);
    for (const star of this.querySelectorAll(`.star[value="${CSS.escape(drillId)}"]`)) {
      star.ariaPressed = String(this.#picker.isFavourite(drillId));
    }
  }

  async #take(drillId) {
    const { undo, name } = await this.#picker.take(drillId);
    go(`workout/${this.address[1]}`, { instead: true });
    if (undo) toast(say("done.swapped", { drill: name }), { undo });
  }
}

customElements.define("log-add", LogAdd);
