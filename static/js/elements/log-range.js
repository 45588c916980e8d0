/* <log-range>: what was measured, as far as this phone knows: each way of measuring by itself, its readings corrected in place. */

import { SIDES, linesOf, median } from "../domain/range.js";
import { oneAtATime } from "../lib/again.js";
import { copy, fill, part } from "../lib/copy.js";
import { shortDay } from "../lib/dates.js";
import { sideMark } from "../lib/pieces.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { deleteReading, rangeChecks } from "../offline/ranges.js";
import { readingForm, triesOf } from "./range-reading.js";
import { heedOf, sentencesOf, sidesOf } from "./range-result.js";
import { wayWords } from "./range-words.js";

class LogRange extends HTMLElement {
  #teardown = null;
  #rows = new Map();
  #readings = new Map();
  #again = oneAtATime(() => this.#load());

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const isNews = (keys) => !keys || keys.some(([type]) => type === "range_check");
    this.store.addEventListener("change", ({ detail: { keys } }) => isNews(keys) && this.#again(), {
      signal: this.#teardown.signal,
    });
    this.#again();
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  async #load() {
    const readings = await rangeChecks(this.store);
    if (!this.isConnected) return;
    this.#readings = new Map(readings.map((each) => [each.id, each]));
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    part(this, "lines").replaceChildren(...linesOf(readings).map((line, index) => this.#section(line, index)));
    part(this, "empty").hidden = readings.length > 0;
    // A form that is written in was moved, not made anew.
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  #section(line, index) {
    const section = copy("range-line", {
      name: say(`range.${line.way.movement}`),
      way: wayWords(line.way),
      figures: [sidesOf(line), heedOf(line), sentencesOf(line)],
      readings: SIDES.flatMap((side) => line[side])
        .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
        .map((reading) => this.#row(reading)),
    });
    part(section, "title").id = `range-line-${index}`;
    section.setAttribute("aria-labelledby", `range-line-${index}`);
    return section;
  }

  #row(reading) {
    const { id, side, date, pain, note, trials_degrees } = reading;
    const row = this.#rows.get(id) ?? this.#made(reading);
    this.#rows.set(id, row);
    return fill(row, {
      side: sideMark(side),
      day: shortDay(date, ""),
      line: [triesOf(reading), pain ? say("history.pain", { pain }) : "", note].filter(Boolean).join(" · "),
      degrees: `${median(trials_degrees)}°`,
    });
  }

  #made({ id }) {
    const row = copy("range-row");
    row.querySelector("details").addEventListener("toggle", () => {
      const place = part(row, "form");
      if (place.firstElementChild) return;
      const form = readingForm(this.store, this.#readings.get(id));
      part(form, "delete").addEventListener("click", () => this.#delete(id));
      place.append(form);
    });
    return row;
  }

  async #delete(id) {
    const stamp = await kept(deleteReading(this.store, id));
    if (stamp === false) return;
    this.#rows.delete(id);
    toast(say("range.deleted"), { undo: () => this.store.undo(stamp) });
    document.getElementById("main").focus({ preventScroll: true });
  }
}

customElements.define("log-range", LogRange);
