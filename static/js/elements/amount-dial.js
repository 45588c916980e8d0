/* <amount-dial>: one number between less and more. It is typed in, too; the phone brings its pad of digits.
   `show({measure, value, unit, label})` fills it; "amount" events say {measure, value}, or {measure, wrong} in a sentence. */

import { parse, stepped, unitOf, written } from "../domain/amounts.js";
import { part, write } from "../lib/dom.js";
import { say } from "../lib/words.js";

class AmountDial extends HTMLElement {
  #teardown = null;
  #facts = {};

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    const input = this.#input;
    this.addEventListener("click", (event) => this.#press(event), { signal });
    input.addEventListener("input", () => this.#typed(), { signal });
    input.addEventListener("focus", () => input.select(), { signal });
    input.addEventListener("blur", () => input.ariaInvalid === "true" || this.#write(), { signal });
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  get measure() {
    return this.#facts.measure;
  }

  get #input() {
    return this.querySelector("input");
  }

  show(facts) {
    const { measure, unit, label } = (this.#facts = facts);
    const input = this.#input;
    const decimal = measure === "load";
    // A clock is typed as 2:30; no pad of digits has a colon, so a comma does as well.
    input.inputMode = decimal || measure === "duration" ? "decimal" : "numeric";
    if (input.ariaLabel !== label) input.ariaLabel = label;
    const [less, more] = this.querySelectorAll("button[value='-1'], button[value='1']");
    less.ariaLabel = say("dial.less", { what: label });
    more.ariaLabel = say("dial.more", { what: label });
    const name = part(this, "label");
    if (name) write(name, say(`measure.${measure}`));
    write(part(this, "unit"), facts.caption ?? (decimal ? "" : unitOf(measure, unit)));
    const units = part(this, "units");
    if (units) {
      units.hidden = !decimal;
      for (const each of units.children) each.ariaPressed = String(each.value === unit);
    }
    // What is being typed is not overwritten, unless it is another number's turn.
    if (document.activeElement !== input || input.ariaInvalid !== "true") this.#write();
  }

  #write() {
    const { measure, value, unit } = this.#facts;
    const input = this.#input;
    const text = written(measure, value, unit);
    if (input.value !== text && !(document.activeElement === input && this.#means(input.value) === value)) input.value = text;
    input.ariaInvalid = null;
    input.dataset.length = String(Math.max(1, text.length));
  }

  #means(text) {
    try {
      return parse(this.#facts.measure, text, this.#facts.unit);
    } catch {
      return undefined;
    }
  }

  #press({ target }) {
    const pressed = target.closest("button");
    if (!pressed) return;
    if (pressed.closest("[data-part=units]")) {
      this.dispatchEvent(new CustomEvent("unit", { bubbles: true, detail: { unit: pressed.value } }));
    } else this.#step(Number(pressed.value));
  }

  #step(direction) {
    const { measure, value, unit } = this.#facts;
    this.#input.ariaInvalid = null;
    this.#tell({ measure, value: stepped(measure, value, direction, unit) });
    this.#write();
  }

  #typed() {
    const { measure, unit } = this.#facts;
    const input = this.#input;
    input.dataset.length = String(Math.max(1, input.value.length));
    try {
      const value = parse(measure, input.value, unit);
      input.ariaInvalid = null;
      this.#tell({ measure, value });
    } catch (refusal) {
      if (!(refusal instanceof RangeError)) throw refusal;
      input.ariaInvalid = "true";
      this.dispatchEvent(new CustomEvent("amount", { bubbles: true, detail: { measure, wrong: refusal.message } }));
    }
  }

  #tell(detail) {
    this.#facts.value = detail.value;
    this.dispatchEvent(new CustomEvent("amount", { bubbles: true, detail }));
  }

  #key(event) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction) this.#step(direction);
    else if (event.key === "Enter") this.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
    else return;
    event.preventDefault();
  }
}

customElements.define("amount-dial", AmountDial);
