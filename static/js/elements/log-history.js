/* <log-history>: the workouts on this phone, newest first, a month under its name. */

import { summaryOf } from "../domain/summary.js";
import { oneAtATime } from "../lib/again.js";
import { copy, part } from "../lib/copy.js";
import { monthOf, weekdayOf } from "../lib/dates.js";
import { say } from "../lib/words.js";
import { historyPage } from "../offline/summaries.js";
import { titleOf } from "./workout-title.js";

class LogHistory extends HTMLElement {
  #teardown = null;
  #older = null;
  #pages = 1;
  #again = oneAtATime(() => this.#load());

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.querySelector('[data-act="older"]').addEventListener("click", () => this.#more(), { signal });
    this.store.addEventListener("change", () => this.#again(), { signal });
    this.#again();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /* From the top, as many pages as are open: anything may have changed. */
  async #load() {
    const workouts = [];
    let older;
    for (let count = 0; count < this.#pages && older !== null; count += 1) {
      const page = await historyPage(this.store, { before: older });
      if (!this.isConnected) return;
      workouts.push(...page.workouts);
      older = page.older;
    }
    part(this, "months").replaceChildren();
    this.#older = older;
    this.#append(workouts);
    part(this, "empty").hidden = workouts.length > 0 || older !== null;
  }

  async #more() {
    const page = await historyPage(this.store, { before: this.#older });
    this.#pages += 1;
    this.#older = page.older;
    const first = this.#append(page.workouts);
    first?.focus();
  }

  /* Answers the first new row, where the keyboard goes on. */
  #append(workouts) {
    const rows = workouts.map((workout) => [monthOf(workout.date), rowOf(workout)]);
    for (const [month, row] of rows) {
      let section = part(this, "months").lastElementChild;
      if (section?.dataset.month !== month) {
        section = copy("history-month", { name: month });
        section.dataset.month = month;
        part(this, "months").append(section);
      }
      part(section, "rows").hidden = false;
      part(section, "rows").append(row);
    }
    part(this, "older").hidden = !this.#older;
    return rows[0]?.[1];
  }
}

function rowOf(workout) {
  const { minutes, sets, pain } = summaryOf(workout);
  const row = copy("history-row", {
    day: String(Number(workout.date.slice(8))),
    weekday: weekdayOf(workout.date),
    title: titleOf(workout),
    facts: [
      !workout.finishedAt && workout.startedAt ? say("history.open") : "",
      minutes ? say("amount.minutes", { minutes }) : "",
      sets ? say("amount.sets", { count: sets }) : say("finish.no-sets"),
      pain ? say("history.pain", { pain }) : "",
    ]
      .filter(Boolean)
      .join(" · "),
  });
  row.href = workout.finishedAt || !workout.startedAt ? `#finish/${workout.id}` : `#workout/${workout.id}`;
  return row;
}

customElements.define("log-history", LogHistory);
