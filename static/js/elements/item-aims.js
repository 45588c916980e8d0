/* <item-aims>: what is aimed at in one drill of a routine: sets, amount, rest, side, band, load, note.
   Speaks as <routine-item> does: "item" {id, act: "aim", changes} and {id, act: "note", note}. */

import { aimed, numbersOf } from "../domain/aims.js";
import { parse, written } from "../domain/amounts.js";
import { logsSidesApart } from "../domain/drills.js";
import { copy, part } from "../lib/copy.js";
import { say } from "../lib/words.js";
import "./number-stepper.js";

class ItemAims extends HTMLElement {
  #teardown = null;

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    this.addEventListener("change", (event) => this.#changed(event.target), this.#teardown);
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /** A field that somebody types in is left alone. */
  show(item, terms) {
    Object.assign(this, { item, terms });
    if (!this.firstElementChild) this.#make();
    for (const input of this.querySelectorAll("[data-field]")) {
      const value = String(item.target[input.dataset.field] ?? "");
      if (input === document.activeElement || input.value === value) continue;
      input.value = value;
      input.dispatchEvent(new Event("input"));
    }
    for (const radio of this.querySelectorAll("[type=radio]")) {
      radio.checked = (item.target[radio.dataset.radio] ?? "") === radio.value;
    }
    const load = part(part(this, "load"), "input");
    if (load !== document.activeElement) load.value = written("load", item.target.load_kg, terms.unit);
    const note = part(this, "note");
    if (note !== document.activeElement) note.value = item.note;
    part(this, "join").textContent = say(terms.place ? "item.apart" : "item.join");
    this.#act("join").disabled = terms.last && !terms.place;
    this.#act("up").disabled = terms.first;
    this.#act("down").disabled = terms.last;
  }

  #act(name) {
    return this.querySelector(`[data-act="${name}"]`);
  }

  #make() {
    const { drill, target } = this.item;
    const { bands, unit } = this.terms;
    const aims = copy("item-aims");
    part(aims, "numbers").append(...numbersOf(drill).map(numberRow));
    part(aims, "sides").hidden = !logsSidesApart(drill);
    if (drill.measures.includes("band")) {
      const none = { id: "", name: say("aim.any-band"), colour: "" };
      const offered = bands.filter((band) => !band.archived || band.id === target.band_id);
      part(part(aims, "bands"), "choices").append(...[none, ...offered].map(bandChip));
      part(aims, "bands").hidden = false;
    }
    for (const [name, field] of Object.entries({ sides: "side", bands: "band_id" })) {
      for (const radio of part(aims, name).querySelectorAll("input")) {
        radio.name = `${field}-${this.item.id}`;
        radio.dataset.radio = field;
      }
    }
    const load = part(aims, "load");
    load.hidden = !drill.measures.includes("load");
    part(load, "name").textContent = say("aim.load", { unit });
    part(load, "input").setAttribute("aria-label", say("aim.load", { unit }));
    this.append(aims);
  }

  #changed(input) {
    const { field, radio } = input.dataset;
    if (field) this.#aim(aimed(this.item.target, field, input.validity.valid && input.value ? input.valueAsNumber : null));
    else if (radio) this.#aim({ [radio]: input.value || null });
    else if (input === part(this, "note")) this.#say({ act: "note", note: input.value.trim() });
    else this.#load(input);
  }

  #load(input) {
    const error = part(part(this, "load"), "error");
    let sentence = "";
    try {
      this.#aim({ load_kg: parse("load", input.value, this.terms.unit) });
    } catch (reason) {
      if (!(reason instanceof RangeError)) throw reason;
      sentence = reason.message;
    }
    error.textContent = sentence;
    error.hidden = !sentence;
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  #aim(changes) {
    this.#say({ act: "aim", changes });
  }

  #say(detail) {
    this.dispatchEvent(new CustomEvent("item", { bubbles: true, detail: { id: this.item.id, ...detail } }));
  }
}

function numberRow({ field, name, unit, step, min, max }) {
  const row = copy("aim-number", { name, unit });
  const input = part(row, "input");
  Object.assign(input, { min, max });
  input.setAttribute("aria-label", unit ? `${name}, ${unit}` : name);
  input.dataset.field = field;
  row.dataset.aim = field;
  row.querySelector("number-stepper").dataset.step = step;
  return row;
}

function bandChip({ id, name, colour }) {
  const chip = copy("aim-band", { name });
  chip.querySelector("input").value = id;
  part(chip, "band").dataset.colour = colour;
  part(chip, "band").hidden = !id;
  return chip;
}

customElements.define("item-aims", ItemAims);
