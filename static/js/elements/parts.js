/* The data-parts of an element that is drawn several times a second: only what changed is touched. */

import { icon } from "../lib/icons.js";
import { sideMark } from "../lib/pieces.js";

export class Parts {
  #root;
  #shown = new Map();

  constructor(root) {
    this.#root = root;
  }

  get(name) {
    return this.#root.querySelector(`[data-part="${name}"]`);
  }

  /** True once for each new value. */
  changes(name, value) {
    if (this.#shown.get(name) === value) return false;
    this.#shown.set(name, value);
    return true;
  }

  write(texts) {
    for (const [name, text] of Object.entries(texts)) if (this.changes(name, text)) this.get(name).textContent = text;
  }

  /** {icon, text}; `bare` shows the icon alone. */
  button(name, { icon: drawn, text }, { bare = false } = {}) {
    if (!this.changes(name, `${drawn} ${text}`)) return;
    this.get(name).replaceChildren(icon(drawn), bare ? "" : text);
    if (bare) this.get(name).setAttribute("aria-label", text);
  }

  /** The letters of the sides; both together have none. They are spoken where no word beside them says it. */
  marks(name, sides, { spoken = false } = {}) {
    if (!this.changes(name, sides.join())) return;
    this.get(name).replaceChildren(...sides.filter((side) => side !== "both").map((side) => sideMark(side, { spoken })));
  }

  /** 0 to 1 of a dial or of half a ring. */
  fill(name, share, looks = {}) {
    const arc = this.get(name);
    arc.style.setProperty("--share", share.toFixed(3));
    for (const [className, on] of Object.entries({ "is-empty": share < 0.001, ...looks })) arc.classList.toggle(className, on);
  }
}
