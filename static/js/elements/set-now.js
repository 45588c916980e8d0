/* <set-now>: the one box, the set that is next or the one that is corrected. `show(session)` fills it and changes only what
   differs; what is touched in it is told by "amount", "unit", "extra", "side" and "settled" events. */

import "./amount-dial.js";
import "./set-extras.js";
import { FIELD_OF, leadingMeasure, logsSidesApart } from "../domain/drills.js";
import { bandsOffered, captionOf, setWords } from "../domain/set-words.js";
import { button, clone, make, part, write } from "../lib/dom.js";
import { sideMark } from "../lib/pieces.js";
import { say } from "../lib/words.js";

class SetNow extends HTMLElement {
  #teardown = null;
  #session = null;
  #built = "";

  connectedCallback() {
    if (this.#teardown) return;
    this.#teardown = new AbortController();
    const { signal } = this.#teardown;
    this.addEventListener("click", (event) => this.#press(event.target.closest("button")), { signal });
    this.addEventListener("amount", ({ detail }) => this.complain(detail.wrong ?? ""), { signal });
  }

  disconnectedCallback() {
    this.#teardown?.abort();
    this.#teardown = null;
  }

  /** The field that holds what is no number, if there is one. */
  get wrong() {
    return this.querySelector("[aria-invalid=true]");
  }

  complain(sentence) {
    const place = part(this, "wrong");
    write(place, sentence);
    place.hidden = !sentence;
  }

  show(session) {
    this.#session = session;
    const { entry, draft, unit } = session;
    this.#build(entry, draft);
    write(part(this, "set"), setWords(session));
    this.#showLast(session);
    const apart = logsSidesApart(entry.drill);
    part(this, "pair").hidden = !apart;
    for (const each of part(this, "pair").children) each.ariaPressed = String(each.value === draft.side);
    for (const dial of this.querySelectorAll("amount-dial")) {
      const { measure } = dial;
      const what = say(`measure.${measure}`);
      const label = apart ? say("dial.side", { what, side: say(`side.${draft.side}`) }) : what;
      const caption = dial.classList.contains("count") ? captionOf(measure, draft.side, unit) : undefined;
      dial.show({ measure, value: draft.values[FIELD_OF[measure]] ?? null, unit, label, caption });
    }
    for (const band of part(this, "bands")?.children ?? []) band.ariaPressed = String(band.value === (draft.values.band_id ?? ""));
    this.querySelector("set-extras").show(draft);
    this.classList.toggle("set-now--correcting", session.editing);
    if (!this.wrong) this.complain("");

  }

  /** Another set than before: its dials, if it has others, and nothing unfolded. */
  renew(session) {
    for (const field of this.querySelectorAll("[aria-invalid]")) field.ariaInvalid = null;
    this.querySelector("set-extras").fold();
    this.show(session);
    this.#showBand(session.draft.values.band_id ?? "");
  }

  /** The chosen band comes into sight, sideways only; where it is that already, nothing is measured. */
  #showBand(id) {
    const bands = part(this, "bands");
    if (!bands || bands.dataset.shown === id) return;
    bands.dataset.shown = id;
    const chosen = bands.querySelector("[aria-pressed=true]");
    requestAnimationFrame(() => {
      if (chosen) bands.scrollLeft = chosen.offsetLeft - bands.offsetLeft - 3;
    });
  }

  #build(entry, draft) {
    const measures = Object.keys(FIELD_OF).filter((each) => FIELD_OF[each] in draft.values);
    const main = leadingMeasure({ measures: entry.drill.measures.filter((each) => measures.includes(each)) });
    const bands = bandsOffered(this.#session.workout.bands, draft.values.band_id);
    const sign = [main, ...measures, ...bands.map((band) => band.id + band.name)].join(" ");
    if (sign === this.#built) return;
    this.#built = sign;
    const dial = (measure, kind) => {
      const element = clone(this, kind);
      customElements.upgrade(element);
      element.show({ measure, value: null, unit: "kg", label: "" });
      return element;
    };
    part(this, "count").replaceChildren(...(main ? [dial(main, "big")] : []));
    const inOrder = [...entry.drill.measures, ...measures].filter((each, index, all) => all.indexOf(each) === index);
    const others = inOrder.filter((each) => each !== main && measures.includes(each));
    part(this, "dials").replaceChildren(...others.map((each) => (each === "band" ? this.#bands(bands) : dial(each, "small"))));
  }

  #bands(bands) {
    const row = clone(this, "band");
    const none = Object.assign(button("bands__item", say("band.none")), { value: "" });
    const items = bands.map((band) => {
      const dot = make("i", "band");
      dot.dataset.colour = band.colour;
      return Object.assign(button("bands__item", dot, band.name), { value: band.id });
    });
    part(row, "bands").append(none, ...items);
    return row;
  }

  #showLast({ lastRound, editing }) {
    const place = part(this, "last");
    const key = editing || !lastRound ? "" : JSON.stringify(lastRound);
    if (place.dataset.shown === key) return;
    place.dataset.shown = key;
    place.replaceChildren();
    if (!key) return;
    const { left, right, both, line } = lastRound;
    const side = (name, text) => text && make("span", "last-time__side", name === "both" ? "" : sideMark(name), make("b", "", text));
    place.append(say("last.time"), ...[side("left", left), side("right", right), side("both", both)].filter(Boolean));
    if (line) place.append(make("span", "last-time__line", line));
  }

  #press(pressed) {
    if (!pressed) return;
    if (pressed.closest("[data-part=pair]")) this.#tell("side", { side: pressed.value });
    if (pressed.closest("[data-part=bands]")) this.#tell("amount", { measure: "band", value: pressed.value || null });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

customElements.define("set-now", SetNow);

