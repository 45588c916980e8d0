/* <log-range-check>: how to measure, then left, then right, then what came of it. Each try is kept as soon as it is made. */

import { SIDES, linesOf, median, wayOf } from "../domain/range.js";
import { oneAtATime } from "../lib/again.js";
import { fill, part } from "../lib/copy.js";
import { askForTilt, asksFirst } from "../lib/tilt.js";
import { kept } from "../lib/toast.js";
import { stayAwake } from "../lib/wake-lock.js";
import { say } from "../lib/words.js";
import { keepReading, rangeChecks } from "../offline/ranges.js";
import { preferencesOf } from "../offline/workouts.js";
import "./range-measure.js";
import { noteField, painField } from "./range-reading.js";
import { heedOf, sentencesOf, sidesOf } from "./range-result.js";
import { wayWords } from "./range-words.js";

const FIRST_CHOICE = {
  movement: "internal_rotation",
  position: "seated",
  active: true,
  device: "phone",
  measured_by: "self",
};

class LogRangeCheck extends HTMLElement {
  #teardown = null;
  #check = FIRST_CHOICE;
  #tilt = "";
  #quiet = true;
  #side = "left";
  #taken = { left: { id: null, trials: [] }, right: { id: null, trials: [] } };
  // Tries come faster than a slow phone keeps them: one write after the other, the last one last.
  #save = oneAtATime(() => this.#keepAll());
  #unsaved = new Set();

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const form = part(this, "setup");
    form.addEventListener("change", () => this.#choose(), { signal });
    form.addEventListener("submit", (event) => (event.preventDefault(), this.#begin()), { signal });
    this.addEventListener("range:tried", ({ detail }) => this.#tried(detail), { signal });
    this.addEventListener("range:next", () => this.#next(), { signal });
    part(this, "sides").addEventListener("click", (event) => this.#turnTo(event.target.closest("button")?.value), { signal });
    this.store.addEventListener("change", () => part(this, "result").hidden || this.#showResult(), { signal });
    this.#prefill(form);
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /* As the last time. */
  async #prefill(form) {
    this.#choose();
    const [last, { sound }] = await Promise.all([rangeChecks(this.store).then((all) => all.at(-1)), preferencesOf(this.store)]);
    this.#quiet = sound === false;
    if (!last || form.dataset.touched) return;
    for (const [name, value] of Object.entries(wayOf(last))) {
      const radio = form.querySelector(`[name="${name}"][value="${value}"]`);
      if (radio) radio.checked = true;
    }
    form.elements.trained.checked = last.measured_by === "trained";
    this.#choose();
  }

  #choose() {
    const { elements } = part(this, "setup");
    const { movement, position, active, device, trained } = elements;
    const measured_by = trained.checked && device.value !== "phone" ? "trained" : "self";
    this.#check = {
      movement: movement.value,
      position: position.value,
      active: active.value === "true",
      device: device.value,
      measured_by,
    };
    part(this, "trained").hidden = device.value === "phone";
    part(this, "asks").hidden = device.value !== "phone" || !asksFirst();
    part(this, "how").textContent = [`range.how.${position.value}`, `range.with.${device.value}`].map((key) => say(key)).join(" ");
  }

  async #begin() {
    // The phone asks only in answer to a tap: nothing may be waited for before this.
    this.#tilt = this.#check.device === "phone" ? await askForTilt() : "";
    if (!this.#teardown) return;
    stayAwake(this.#teardown.signal);
    this.#stage("measure");
    part(this, "movement").textContent = say(`range.${this.#check.movement}`);
    part(this, "way").textContent = wayWords(this.#check);
    this.#turnTo("left");
  }

  #turnTo(side) {
    if (!side) return;
    this.#side = side;
    this.#showSides();
    this.#measure.begin({ ...this.#check, side }, { trials: this.#taken[side].trials, tilt: this.#tilt, quiet: this.#quiet });
    part(this, "now").focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  get #measure() {
    return part(this, "measuring");
  }

  #showSides() {
    for (const button of part(this, "sides").children) {
      const { trials } = this.#taken[button.value];
      button.ariaPressed = String(button.value === this.#side);
      part(button, "degrees").textContent = trials.length ? ` ${median(trials)}°` : "";
    }
    part(this, "now").textContent = say(`range.now.${this.#side}`);
  }

  #tried({ side, trials }) {
    this.#taken[side].trials = trials;
    this.#unsaved.add(side);
    this.#showSides();
    this.#save();
  }

  async #keepAll() {
    for (const side of [...this.#unsaved]) {
      const { id, trials } = this.#taken[side];
      const values = id ? { trials_degrees: trials } : { ...this.#check, side, trials_degrees: trials };
      const made = await kept(keepReading(this.store, id, values));
      if (made) {
        this.#taken[side].id = made;
        this.#unsaved.delete(side);
      }
    }
  }

  async #next() {
    if (this.#side === "left") return this.#turnTo("right");
    await this.#save();
    const taken = SIDES.map((side) => this.#taken[side].id);
    const readings = (await rangeChecks(this.store)).filter(({ id }) => taken.includes(id));
    // Nothing was measured, or the phone would not keep it and has said so.
    if (!readings.length || !this.isConnected) return;
    this.#stage("result");
    fill(this, { pains: readings.map((each) => painField(this.store, each)), note: noteField(this.store, readings) });
    await this.#showResult();
    part(this, "result-title").focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  async #showResult() {
    const way = JSON.stringify(wayOf(this.#check));
    const line = linesOf(await rangeChecks(this.store)).find((each) => JSON.stringify(each.way) === way);
    if (line) fill(this, { figures: [sidesOf(line), heedOf(line), sentencesOf(line)] });
  }

  #stage(name) {
    for (const each of ["setup", "measure", "result"]) part(this, each).hidden = each !== name;
  }
}

customElements.define("log-range-check", LogRangeCheck);
