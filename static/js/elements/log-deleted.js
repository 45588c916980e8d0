/* <log-deleted>: what was deleted in the last 90 days, each deletion with a button that takes it back. */

import { countSets } from "../domain/rounds.js";
import { oneAtATime } from "../lib/again.js";
import { copy, fill, part } from "../lib/copy.js";
import { shortDay } from "../lib/dates.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { deletionsOf } from "../offline/deletions.js";
import { setName } from "./set-name.js";
import { titleOf } from "./workout-title.js";

class LogDeleted extends HTMLElement {
  #teardown = null;
  #again = oneAtATime(() => this.#load());

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    this.store.addEventListener("change", this.#again, { signal: this.#teardown.signal });
    this.#again();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #load() {
    const deletions = await deletionsOf(this.store);
    if (!this.isConnected) return;
    fill(this, { rows: deletions.map((deletion) => this.#row(deletion)) });
    part(this, "empty").hidden = deletions.length > 0;
  }

  #row(deletion) {
    const title = nameOf(deletion);
    const row = copy("deleted-row", { title, facts: factsOf(deletion).join(" · ") });
    part(row, "restore").setAttribute("aria-label", say("deleted.restore", { what: title }));
    part(row, "restore").addEventListener("click", async () => {
      if (!(await kept(this.store.undo(deletion.stamp)))) return;
      toast(say("deleted.restored", { what: title }));
      document.getElementById("main").focus({ preventScroll: true });
    });
    return row;
  }
}

function nameOf({ top, drills }) {
  if (top.type === "workout") return titleOf({ title: top.title, entries: drills.map((drill) => ({ drill, sets: [drill] })) });
  if (top.type === "routine") return top.title || say("deleted.routine");
  return drills[0]?.name ?? (top.name || say(`deleted.${top.type}`));
}

function factsOf({ top, sets, workout, day }) {
  const what = top.type === "set" ? setName(top) : say(`deleted.${top.type}`);
  const counted = top.type === "workout" || top.type === "entry" ? countSets(sets.map(apart)) : 0;
  return [
    what,
    top.date || workout ? shortDay(top.date ?? workout.date) : "",
    counted ? say("amount.sets", { count: counted }) : "",
    say("deleted.on", { day: shortDay(day) }),
  ].filter(Boolean);
}

/* Rounds of different drills are different rounds. */
const apart = (set) => ({ ...set, round: `${set.parent} ${set.round}` });

customElements.define("log-deleted", LogDeleted);
