/* <set-extras>: what may be said beside the numbers, each one tap away: effort, pain, note, kind of set.
   "extra" events say {field, value}. */

import { showNumber } from "../domain/units.js";
import { button, make, part, write } from "../lib/dom.js";
import { say } from "../lib/words.js";

const KINDS = ["working", "warm_up", "drop", "to_failure"];
// From here on Swivel says when to stop.
const PAIN_TO_HEED = 4;

class SetExtras extends HTMLElement {
  #teardown = null;
  #open = "";
  #draft = {};

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    part(this, "extras").addEventListener("click", (event) => this.#toggle(event.target.closest("button")), { signal });
    const panel = part(this, "panel");
    panel.addEventListener("click", (event) => this.#choose(event.target.closest("button")), { signal });
    panel.addEventListener("input", (event) => this.#tell("note", event.target.value), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /** Another set is put together: what was opened for the one before is folded again. */
  fold() {
    if (this.#open) this.#show("");
  }

  show(draft) {
    this.#draft = draft;
    for (const item of part(this, "extras").children) {
      const words = this.#words(item.value);
      write(item.lastElementChild, words || say(`extra.${item.value}`));
      item.classList.toggle("extras__item--set", Boolean(words));
    }
    for (const choice of part(this, "panel").querySelectorAll("button[data-value]")) {
      choice.ariaPressed = String(choice.dataset.value === this.#chosen());
    }
    const half = part(this, "half");
    if (half) half.ariaPressed = String(Number(draft.effort) % 1 !== 0);
    const heed = part(this, "heed");
    if (heed?.hidden !== !(draft.pain >= PAIN_TO_HEED)) this.#heed(heed, draft.pain >= PAIN_TO_HEED);
  }

  #heed(words, asked) {
    if (!words) return;
    words.hidden = !asked;
    if (asked) part(this, "panel").scrollIntoView({ block: "nearest" });
  }

  #words(field) {
    const { effort, pain, note, kind } = this.#draft;
    if (field === "effort") return effort == null ? "" : say("mark.effort", { effort: showNumber(effort) });
    if (field === "pain") return pain == null ? "" : say("mark.pain", { pain });
    if (field === "kind") return kind === "working" ? "" : say(`kind.${kind}`);
    return note && say("extra.noted");
  }

  #chosen() {
    const value = this.#draft[this.#open];
    if (value == null) return "";
    return this.#open === "effort" ? String(Math.floor(Number(value))) : String(value);
  }

  #toggle(item) {
    if (item) this.#show(item.value === this.#open ? "" : item.value);
  }

  #show(field) {
    this.#open = field;
    for (const item of part(this, "extras").children) item.ariaExpanded = String(item.value === field);
    const panel = part(this, "panel");
    panel.hidden = !field;
    panel.replaceChildren(...this.#content(field));
    this.show(this.#draft);
    (panel.querySelector("[aria-pressed=true]") ?? panel.querySelector("textarea, button"))?.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  #content(field) {
    if (!field) return [];
    if (field === "note") {
      const text = Object.assign(make("textarea", "extras__note"), { rows: 2, maxLength: 4000, value: this.#draft.note });
      text.ariaLabel = say("extra.note");
      return [text];
    }
    const [low, high] = field === "effort" ? [1, 10] : [0, 10];
    const values = field === "kind" ? KINDS : Array.from({ length: high - low + 1 }, (_, index) => String(low + index));
    const choices = values.map((value) => {
      const choice = button("scale__item", field === "kind" ? say(`kind.${value}`) : value);
      choice.dataset.value = value;
      return choice;
    });
    if (field === "effort") {
      const half = button("scale__item", "+ ½");
      half.dataset.part = "half";
      half.ariaLabel = say("extra.half");
      choices.push(half);
    }
    const scale = make("div", field === "kind" ? "scale scale--words" : "scale", ...choices);
    scale.role = "group";
    scale.ariaLabel = say(`extra.${field}`);
    const ends = field === "kind" ? "" : make("p", "scale__ends", say(`extra.${field}.ends`));
    const heed = make("p", "scale__heed", say("extra.heed"));
    heed.dataset.part = "heed";
    heed.setAttribute("role", "alert");
    return [ends, scale, ...(field === "pain" ? [heed] : [])].filter(Boolean);
  }

  #choose(choice) {
    if (!choice) return;
    const { effort } = this.#draft;
    if (choice.dataset.part === "half") {
      const whole = Math.floor(Number(effort ?? 7));
      this.#tell("effort", Number(effort) % 1 ? `${whole}.0` : `${Math.min(9, whole)}.5`);
      return;
    }
    const same = choice.ariaPressed === "true" && this.#open !== "kind";
    const { value } = choice.dataset;
    if (this.#open === "effort") this.#tell("effort", same ? null : `${value}.0`);
    else if (this.#open === "pain") this.#tell("pain", same ? null : Number(value));
    else this.#tell("kind", value);
    // Pain that asks to be heeded, and an effort that may want its half, stay in sight.
    if (same || this.#open === "kind" || (this.#open === "pain" && Number(value) < PAIN_TO_HEED)) this.#close();
  }

  #close() {
    const item = [...part(this, "extras").children].find((each) => each.value === this.#open);
    this.#show("");
    item.focus({ preventScroll: true });
  }

  #tell(field, value) {
    this.dispatchEvent(new CustomEvent("extra", { bubbles: true, detail: { [field]: value } }));
  }
}

customElements.define("set-extras", SetExtras);
