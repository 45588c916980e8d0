/* <log-finish>: what a workout came to. Its name, note and energy are kept as they are typed; everything else is
   corrected on the workout's own screen. */

import { PAIN_TO_HEED, isForgotten, lastDeed, summaryOf } from "../domain/summary.js";
import { oneAtATime } from "../lib/again.js";
import { fill, part } from "../lib/copy.js";
import { clockTime, fullDay, localDay } from "../lib/dates.js";
import { go } from "../lib/router.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { recordsIn } from "../offline/summaries.js";
import * as training from "../offline/training.js";
import { loadWorkout } from "../offline/workouts.js";
import { drillTable } from "./drill-table.js";
import { recordRows } from "./record-rows.js";
import { titleOf } from "./workout-title.js";

const JUST_NOW_MS = 30 * 60_000;

class LogFinish extends HTMLElement {
  #teardown = null;
  #workout = null;
  #again = oneAtATime(() => this.#load());

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("change", (event) => this.#typed(event.target), { signal });
    this.addEventListener("submit", (event) => event.preventDefault(), { signal });
    const heard = ({ detail: { source } }) => source !== "here" && this.#again();
    this.store.addEventListener("change", heard, { signal });
    this.#begin();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  get #id() {
    return this.address[1];
  }

  /* "finish/<id>/now": the person said so on the workout's screen. The address then only shows it. */
  async #begin() {
    if (this.address[2] === "now") {
      history.replaceState(null, "", `#finish/${this.#id}`);
      await this.#finish();
    }
    this.#again();
  }

  /* One that was left open ended with its last set. */
  async #finish() {
    const workout = await loadWorkout(this.store, this.#id);
    if (!workout || workout.finishedAt) return;
    const now = Date.now();
    const at = isForgotten(workout, { now, today: localDay(now) }) ? lastDeed(workout) : now;
    if (!(await kept(training.finishWorkout(this.store, this.#id, { at })))) return;
    this.dispatchEvent(new CustomEvent("workout-finished", { bubbles: true, detail: { id: this.#id } }));
    toast(say("finish.ended", { time: clockTime(at, workout.timeZone) }), { undo: () => this.#reopen() });
  }

  async #reopen() {
    await training.reopenWorkout(this.store, this.#id);
    go(`workout/${this.#id}`);
  }

  async #load() {
    this.#workout = await loadWorkout(this.store, this.#id);
    if (!this.isConnected) return;
    part(this, "whole").hidden = !this.#workout;
    part(this, "missing").hidden = Boolean(this.#workout);
    if (!this.#workout) return;
    this.#show(this.#workout);
    this.#showBests(await recordsIn(this.store, this.#workout));
  }

  #show(workout) {
    const { minutes, sets, pain } = summaryOf(workout);
    fill(this, {
      title: titleOf(workout),
      day: fullDay(workout.date),
      time: workout.startedAt ? clockTime(workout.startedAt, workout.timeZone) : "",
      minutes: minutes ? String(minutes) : "–",
      sets: String(sets),
      "sets-label": say("finish.sets", { count: sets }),
      pain: pain === null ? "–" : String(pain),
      drills: workout.entries.map((entry) => drillTable(entry)),
    });
    part(this, "minutes-unit").hidden = !minutes;
    part(this, "pain-scale").hidden = pain === null;
    part(this, "heed").hidden = !(pain >= PAIN_TO_HEED);
    part(this, "correct").href = `#workout/${workout.id}`;
    part(this, "routine").href = `#routine/new?from=${workout.id}`;
    this.#showFelt(workout);
    this.#showNext(workout);
  }

  #showFelt({ title, note, energy, entries }) {
    const form = part(this, "felt");
    for (const [name, value] of Object.entries({ title, note })) {
      // What is being typed is newer than what arrives.
      if (document.activeElement !== form.elements[name]) form.elements[name].value = value;
    }
    form.elements.title.placeholder = titleOf({ title: "", entries });
    for (const button of form.querySelectorAll("[data-energy]")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.energy) === energy));
    }
  }

  /* One thing to press: end it, leave it, or do it again when it is of another day. */
  #showNext({ finishedAt }) {
    const fresh = Date.now() - Date.parse(finishedAt) < JUST_NOW_MS;
    const next = !finishedAt ? "finish" : fresh ? "done" : "repeat";
    for (const name of ["finish", "done", "repeat"]) this.querySelector(`[data-act="${name}"]`).hidden = name !== next;
    this.querySelector('[data-act="reopen"]').hidden = !finishedAt;
  }

  #showBests(found) {
    if (!this.isConnected) return;
    const { firstSync } = this.store.status;
    part(this, "bests").hidden = !found.length;
    fill(this, {
      "bests-so-far": firstSync ? say("finish.so-far") : "",
      "bests-list": found.flatMap((each) => recordRows(each, this.#workout)),
    });
  }

  async #clicked(event) {
    const energy = event.target.closest("[data-energy]");
    if (energy) await this.#feel(energy);
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "done") go("history");
    if (act === "finish") this.#finish().then(this.#again);
    if (act === "reopen") kept(this.#reopen());
    if (act === "repeat") {
      const begun = await kept(training.repeatWorkout(this.store, this.#id));
      if (begun) go(`workout/${begun}`);
    }
    if (act === "remove") {
      const stamp = await kept(training.discardWorkout(this.store, this.#id));
      if (!stamp) return;
      go("history", { instead: true });
      toast(say("finish.deleted"), { undo: () => this.store.undo(stamp) });
    }
  }

  /* Pressed again, it is taken back. */
  async #feel(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    const energy = on ? Number(button.dataset.energy) : null;
    if (await kept(training.changeWorkout(this.store, this.#id, { energy }))) this.#showFelt({ ...this.#workout, energy });
    this.#workout.energy = energy;
  }

  async #typed({ name, value }) {
    if (!(name in { title: 1, note: 1 })) return;
    if (!(await kept(training.changeWorkout(this.store, this.#id, { [name]: value.trim() })))) return;
    this.#workout[name] = value.trim();
    fill(this, { title: titleOf(this.#workout) });
  }
}

customElements.define("log-finish", LogFinish);
